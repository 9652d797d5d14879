package org.amurwatch.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.amurwatch.avro.AccessEntry;
import org.jspecify.annotations.Nullable;

/**
 * The hash by which an entry of the audit holds the one before it: an entry that was changed, taken out or put in breaks the chain
 * of its writer from there on.
 *
 * <p>It is SHA-256 over these values in this order, each as its length in bytes (4 bytes, big-endian; -1 with nothing after it
 * where the value is null) and its UTF-8 text, numbers in decimal, the time in milliseconds since 1970: {@code access-1}, writerId,
 * sequence, at, who, role, teamId, what, subject, items, previousHash. A field that a later release adds makes an
 * {@code access-2}; Avro's own encoding would change with the schema.
 */
public final class EntryHash {

    /** What the first entry of a writer holds as its previous hash. */
    public static final String START = "0".repeat(64);

    private static final String LAYOUT = "access-1";
    private static final int NOTHING = -1;

    private EntryHash() {}

    /** The hash that belongs to an entry, whatever stands in its field {@code hash}: 64 hexadecimal digits. */
    public static String of(AccessEntry entry) {
        MessageDigest digest = sha256();
        add(digest, LAYOUT);
        add(digest, entry.getWriterId());
        add(digest, Long.toString(entry.getSequence()));
        add(digest, Long.toString(entry.getAt().toEpochMilli()));
        add(digest, entry.getWho());
        add(digest, entry.getRole());
        add(digest, entry.getTeamId());
        add(digest, entry.getWhat().name());
        add(digest, entry.getSubject());
        add(digest, Integer.toString(entry.getItems()));
        add(digest, entry.getPreviousHash());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, @Nullable String value) {
        byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(value == null ? NOTHING : bytes.length)
                .array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
