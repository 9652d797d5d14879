package org.amurwatch.local.phone;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's side of Standard Webhooks: {@code v1,} and the Base64 of HMAC-SHA256 over {@code id.timestamp.body}.
 */
final class WebhookVerification {

    /** How far the sender's clock may be from ours (Standard Webhooks). */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final SecretKeySpec key;

    /** @param secret {@code whsec_} and Base64 */
    WebhookVerification(String secret) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256");
    }

    /** Whether one of the signatures is ours, and the message is from now. Headers may be missing (null). */
    boolean valid(
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signatures,
            byte[] body,
            Instant receivedAt) {
        if (id == null || timestamp == null || signatures == null || !timestamp.matches("\\d{1,12}")) {
            return false;
        }
        Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(sentAt, receivedAt).abs().compareTo(SKEW) > 0) {
            return false;
        }
        byte[] expected = ("v1," + Base64.getEncoder().encodeToString(sign(id, timestamp, body)))
                .getBytes(StandardCharsets.US_ASCII);
        boolean valid = false;
        for (String signature : signatures.split(" ", -1)) {
            valid |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII));
        }
        return valid;
    }

    private byte[] sign(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256.", e);
        }
    }
}
