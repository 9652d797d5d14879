package org.amurwatch.consumer.channel.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.amurwatch.consumer.endpoint.WebhookSecret;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of Standard Webhooks: HMAC-SHA256 over {@code id.timestamp.body}, written {@code v1,BASE64}; several stand in
 * one header, separated by spaces, while a secret rotates.
 */
public final class WebhookSignature {

    public static final String ID_HEADER = "webhook-id";
    public static final String TIMESTAMP_HEADER = "webhook-timestamp";
    public static final String SIGNATURE_HEADER = "webhook-signature";

    /** How far a receiver lets a message's timestamp be from its own clock, so that an old message can't be replayed. */
    public static final Duration ALLOWED_SKEW = Duration.ofMinutes(5);

    private static final String VERSION = "v1,";

    private WebhookSignature() {}

    /**
     * The value of {@link #SIGNATURE_HEADER}, with one signature for each secret.
     *
     * @param timestamp seconds since 1970, as {@link #TIMESTAMP_HEADER} says it
     */
    public static String sign(List<WebhookSecret> secrets, String id, long timestamp, byte[] body) {
        return secrets.stream()
                .map(secret -> signature(secret, id, Long.toString(timestamp), body))
                .collect(Collectors.joining(" "));
    }

    /**
     * Whether a message is from someone who knows one of the secrets. Says nothing of how old it is: see {@link #isRecent}.
     *
     * @param secrets {@code whsec_...}
     * @param id value of {@link #ID_HEADER}
     * @param timestamp value of {@link #TIMESTAMP_HEADER}
     * @param body the raw body
     * @param header value of {@link #SIGNATURE_HEADER}; signatures of versions that are not known here are passed over
     * @throws IllegalArgumentException if a secret is none
     */
    public static boolean verify(
            List<String> secrets,
            @Nullable String id,
            @Nullable String timestamp,
            byte[] body,
            @Nullable String header) {
        if (id == null || timestamp == null || header == null) {
            return false;
        }
        boolean valid = false;
        for (String secret : secrets) {
            byte[] expected =
                    signature(WebhookSecret.parse(secret), id, timestamp, body).getBytes(StandardCharsets.US_ASCII);
            for (String given : header.split(" ")) {
                valid |= MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
            }
        }
        return valid;
    }

    /** As the other, for a receiver with one secret. */
    public static boolean verify(
            String secret, @Nullable String id, @Nullable String timestamp, byte[] body, @Nullable String header) {
        return verify(List.of(secret), id, timestamp, body, header);
    }

    /** Whether a message's timestamp is within {@link #ALLOWED_SKEW} of {@code now}. */
    public static boolean isRecent(@Nullable String timestamp, Instant now) {
        if (timestamp == null) {
            return false;
        }
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, now).abs().compareTo(ALLOWED_SKEW) <= 0;
        } catch (NumberFormatException | java.time.DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    private static String signature(WebhookSecret secret, String id, String timestamp, byte[] body) {
        byte[] hmac = secret.hmac((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8), body);
        return VERSION + Base64.getEncoder().encodeToString(hmac);
    }
}
