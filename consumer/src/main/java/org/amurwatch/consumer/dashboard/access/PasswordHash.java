package org.amurwatch.consumer.dashboard.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password as it is kept: Argon2id (RFC 9106), written as a PHC string. New ones take 9 MiB and 4 passes, one of the
 * choices of OWASP's Password Storage Cheat Sheet that count as equally hard; those of a file are verified by what they say.
 */
final class PasswordHash {

    private static final int MEMORY_KIBIBYTES = 9 * 1024;
    private static final int PASSES = 4;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** What is verified here: a file that asks for more is not ours, and would take the memory of the service. */
    private static final int MOST_KIBIBYTES = 64 * 1024;

    private static final int MOST_PASSES = 10;

    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=1\\$([A-Za-z0-9+/]{22,86})\\$([A-Za-z0-9+/]{43,86})");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** As long to verify as any, and no password's: nobody has found one whose hash is nothing but zeros. */
    static final PasswordHash NOBODYS =
            new PasswordHash(MEMORY_KIBIBYTES, PASSES, new byte[SALT_BYTES], new byte[HASH_BYTES]);

    private final int memoryKibibytes;
    private final int passes;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int memoryKibibytes, int passes, byte[] salt, byte[] hash) {
        this.memoryKibibytes = memoryKibibytes;
        this.passes = passes;
        this.salt = salt;
        this.hash = hash;
    }

    /** Of a new password, with a new salt. */
    static PasswordHash of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new PasswordHash(
                MEMORY_KIBIBYTES, PASSES, salt, argon2(password, salt, MEMORY_KIBIBYTES, PASSES, HASH_BYTES));
    }

    /** One that was written; empty if it is none, or none of ours. */
    static Optional<PasswordHash> parse(String written) {
        Matcher parts = PHC.matcher(written);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int memory = Integer.parseInt(parts.group(1));
        int passes = Integer.parseInt(parts.group(2));
        if (memory < 8 || memory > MOST_KIBIBYTES || passes < 1 || passes > MOST_PASSES) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PasswordHash(
                    memory,
                    passes,
                    Base64.getDecoder().decode(parts.group(3)),
                    Base64.getDecoder().decode(parts.group(4))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean matches(String password) {
        return MessageDigest.isEqual(hash, argon2(password, salt, memoryKibibytes, passes, hash.length));
    }

    private static byte[] argon2(String password, byte[] salt, int memoryKibibytes, int passes, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKibibytes)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] out = new byte[bytes];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
        return out;
    }

    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKibibytes + ",t=" + passes + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }
}
