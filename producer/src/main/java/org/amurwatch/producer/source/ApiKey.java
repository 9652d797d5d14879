package org.amurwatch.producer.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.avro.SourceKey;

/**
 * A key by which a source proves itself: {@code awk_}, the 8 hexadecimal digits of its id, {@code _}, and 32 random bytes in
 * base64url. The whole is a secret; the id alone may be shown, and is what its text shows.
 */
final class ApiKey {

    private static final Pattern SHAPE = Pattern.compile("awk_([0-9a-f]{8})_[A-Za-z0-9_-]{43}");
    private static final int ID_BYTES = 4;
    private static final int SECRET_BYTES = 32;

    private final String id;
    private final String secret;

    private ApiKey(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    /** A new one. */
    static ApiKey random(SecureRandom random) {
        byte[] idBytes = new byte[ID_BYTES];
        byte[] secretBytes = new byte[SECRET_BYTES];
        random.nextBytes(idBytes);
        random.nextBytes(secretBytes);
        String id = HexFormat.of().formatHex(idBytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(secretBytes);
        return new ApiKey(id, "awk_" + id + "_" + secret);
    }

    /** What somebody showed; empty if it can't be a key. */
    static Optional<ApiKey> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        return shape.matches() ? Optional.of(new ApiKey(shape.group(1), text)) : Optional.empty();
    }

    String id() {
        return id;
    }

    /** The key itself: to be shown once, to whoever gets it. */
    String secret() {
        return secret;
    }

    /** What of it is kept. */
    String hash() {
        return HexFormat.of().formatHex(digest());
    }

    /** Whether that is the hash of this key; takes as long whether it is or not. */
    boolean is(SourceKey kept) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), kept.getHash().getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
