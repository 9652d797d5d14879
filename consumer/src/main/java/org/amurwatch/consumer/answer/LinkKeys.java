package org.amurwatch.consumer.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amurwatch.failure.CommandFailure;

/**
 * The keys that links are signed with: the first signs, all verify, so that links of the old key hold while it rotates. They
 * never appear in {@link #toString()}, and so in no log.
 */
public final class LinkKeys {

    /** Of one key, at least: as many as HMAC-SHA256 makes use of. */
    private static final int LEAST_BYTES = 32;

    private static final int MOST_KEYS = 2;
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    private LinkKeys(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /** A new key, as it stands on a line. */
    public static String random() {
        byte[] bytes = new byte[LEAST_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Reads one key, or two while they rotate: each on a line, in Base64, the newest first.
     *
     * @throws IllegalArgumentException with a sentence that holds no key
     */
    public static LinkKeys parse(String text) {
        List<SecretKeySpec> keys = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(LinkKeys::key)
                .toList();
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException(
                    "holds " + keys.size() + " keys: expected one, or two while they rotate, each on a line");
        }
        return new LinkKeys(keys);
    }

    /**
     * Reads a file of keys.
     *
     * @throws CommandFailure with exit 2 and a sentence that holds no key
     */
    static LinkKeys read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw unusable(file, "can't be read (" + e.getClass().getSimpleName() + ")");
        } catch (IllegalArgumentException e) {
            throw unusable(file, String.valueOf(e.getMessage()));
        }
    }

    private static CommandFailure unusable(Path file, String why) {
        return CommandFailure.usage("The key file of links " + file + " " + why
                + ". Setting amurwatch.dispatch.link-key-file names it; './amurwatch secrets create' makes one.");
    }

    private static SecretKeySpec key(String line) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a line that is no Base64");
        }
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException("has a key of " + bytes.length + " bytes: expected at least "
                    + LEAST_BYTES + ", at random, in Base64");
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The first bytes of what the newest key signs. */
    byte[] sign(byte[] content, int length) {
        return sign(keys.get(0), content, length);
    }

    /** Whether one of the keys signed this; takes as long whichever it was, or none. */
    boolean signed(byte[] content, byte[] signature) {
        boolean valid = false;
        for (SecretKeySpec key : keys) {
            valid |= java.security.MessageDigest.isEqual(sign(key, content, signature.length), signature);
        }
        return valid;
    }

    private static byte[] sign(SecretKeySpec key, byte[] content, int length) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(content), length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256.", e);
        }
    }

    @Override
    public String toString() {
        return keys.size() + " keys (not shown)";
    }
}
