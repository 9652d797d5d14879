package org.amurwatch.consumer.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Tokens known by their SHA-256. Comparing takes as long for a wrong token as for a right one, and for any of them. */
public final class TokenHashes implements FeedAccess {

    private final Supplier<Map<String, String>> hashes;

    /** @param hashes the SHA-256 of each agreement's token, as 64 hexadecimal digits, by the agreement's id; asked on each
     *     request */
    public TokenHashes(Supplier<Map<String, String>> hashes) {
        this.hashes = hashes;
    }

    @Override
    public Set<String> agreements(String token) {
        byte[] given = sha256(token);
        Set<String> opened = new HashSet<>();
        hashes.get().forEach((agreement, hash) -> {
            if (MessageDigest.isEqual(given, HexFormat.of().parseHex(hash))) {
                opened.add(agreement);
            }
        });
        return Set.copyOf(opened);
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
