package org.amurwatch.consumer.answer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.amurwatch.consumer.alertpage.AlertBook;

/**
 * What makes a link: 29 bytes, 39 letters and digits, so that it fits a short message. It holds a version, when it expires,
 * a number by which the alert is found again, and the first 128 bits of an HMAC-SHA256. That is made over all that the
 * link is bound to ({@link Bound}), so that none of it has to travel in the link.
 */
final class LinkToken {

    private static final byte VERSION = 1;
    private static final int SIGNATURE_BYTES = 16;
    private static final int BYTES = 1 + Integer.BYTES + Long.BYTES + SIGNATURE_BYTES;
    private static final long SECONDS_A_MINUTE = 60;

    private final long minute;
    private final long alertNumber;
    private final byte[] signature;

    private LinkToken(long minute, long alertNumber, byte[] signature) {
        this.minute = minute;
        this.alertNumber = alertNumber;
        this.signature = signature;
    }

    /**
     * Who may answer with a link, and what about.
     *
     * @param endpoint the recipient
     */
    record Bound(String endpoint, String teamId, String sectorId, String incidentId, String alertId) {}

    /** A token as it stands in a link; it expires with the end of that minute. */
    static String sign(LinkKeys keys, Bound bound, Instant expiresAt) {
        long minute = minute(expiresAt);
        long alertNumber = AlertBook.number(bound.alertId());
        byte[] token = ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putInt((int) minute)
                .putLong(alertNumber)
                .put(keys.sign(content(bound, minute), SIGNATURE_BYTES))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Takes a token apart; empty if it is none of this version. Nothing of it is to be believed before {@link #isFor}. */
    static Optional<LinkToken> read(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer parts = ByteBuffer.wrap(bytes, 1, BYTES - 1);
        long minute = Integer.toUnsignedLong(parts.getInt());
        long alertNumber = parts.getLong();
        byte[] signature = new byte[SIGNATURE_BYTES];
        parts.get(signature);
        return Optional.of(new LinkToken(minute, alertNumber, signature));
    }

    /** From when on it is worth nothing. */
    Instant expiresAt() {
        return Instant.ofEpochSecond(minute * SECONDS_A_MINUTE);
    }

    /** Which alert it may be for: {@link AlertBook#number}. */
    long alertNumber() {
        return alertNumber;
    }

    /** Whether it was signed here for just this recipient and alert. */
    boolean isFor(LinkKeys keys, Bound bound) {
        return keys.signed(content(bound, minute), signature);
    }

    /** Rounded up, so that a link lives no shorter than promised. */
    private static long minute(Instant time) {
        return -Math.floorDiv(-time.getEpochSecond(), SECONDS_A_MINUTE);
    }

    /** With the length of each part, so that no two bounds give the same. */
    private static byte[] content(Bound bound, long minute) {
        StringBuilder content = new StringBuilder("amurwatch-link " + VERSION + ' ' + minute);
        for (String part :
                List.of(bound.endpoint(), bound.teamId(), bound.sectorId(), bound.incidentId(), bound.alertId())) {
            content.append(' ').append(part.length()).append(':').append(part);
        }
        return content.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "link until " + expiresAt() + " (not shown)";
    }
}
