package org.amurwatch.consumer.endpoint;

import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that a webhook is signed with, as Standard Webhooks writes it: {@code whsec_} and the base64 of 24 to 64 bytes.
 * It never appears in {@link #toString()}, and so in no log.
 */
public final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private WebhookSecret(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** @throws IllegalArgumentException with a sentence that does not hold the secret */
    public static WebhookSecret parse(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A webhook's secret begins with 'whsec_'; this one does not.");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(stripped.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "A webhook's secret is 'whsec_' and base64; what follows 'whsec_' here is not base64.");
        }
        if (bytes.length < 24 || bytes.length > 64) {
            throw new IllegalArgumentException(
                    "A webhook's secret has 24 to 64 bytes; this one has " + bytes.length + ".");
        }
        return new WebhookSecret(bytes);
    }

    /** HMAC-SHA256 over the parts, one after the other. */
    public byte[] hmac(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256.", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebhookSecret secret && secret.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return PREFIX + "(not shown)";
    }
}
