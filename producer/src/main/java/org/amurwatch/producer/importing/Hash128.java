package org.amurwatch.producer.importing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 128 bits of a SHA-256: stands for a key where there may be millions of them. */
record Hash128(long high, long low) {

    /** Of several parts; ("a", "bc") is not ("ab", "c"). */
    static Hash128 of(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0xff);
            }
            ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
            return new Hash128(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
