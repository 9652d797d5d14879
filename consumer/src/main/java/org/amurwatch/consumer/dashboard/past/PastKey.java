package org.amurwatch.consumer.dashboard.past;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where an entry stands in the order of time.
 *
 * @param observedAt in milliseconds; what is finer is cut off
 * @param id of the event or signal
 */
public record PastKey(Instant observedAt, String id) implements Comparable<PastKey> {

    /** Of keys of entries, before all else that is in them. */
    static final byte TAG = 't';

    private static final int TIME_END = 1 + Long.BYTES;

    /** The key that all entries of this time and of later ones follow. */
    static byte[] from(Instant time) {
        // With the sign turned, times before 1970 sort before those after it.
        return ByteBuffer.allocate(TIME_END)
                .put(TAG)
                .putLong(time.toEpochMilli() ^ Long.MIN_VALUE)
                .array();
    }

    byte[] bytes() {
        return PastTables.joined(from(observedAt), id);
    }

    static PastKey of(byte[] bytes) {
        long millis = ByteBuffer.wrap(bytes).getLong(1) ^ Long.MIN_VALUE;
        return new PastKey(
                Instant.ofEpochMilli(millis),
                new String(bytes, TIME_END, bytes.length - TIME_END, StandardCharsets.UTF_8));
    }

    /** As a client is given it, to go on behind it. */
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    /** What a client brought back; empty if it was not given by {@link #token}. */
    public static Optional<PastKey> ofToken(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            return bytes.length > TIME_END && bytes[0] == TAG ? Optional.of(of(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(PastKey other) {
        return Arrays.compareUnsigned(bytes(), other.bytes());
    }
}
