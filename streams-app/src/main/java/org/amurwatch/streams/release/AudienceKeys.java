package org.amurwatch.streams.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * The ids under which audiences know events and stations: HMAC-SHA256 under a key of that audience, which is made of one secret.
 * Without the secret nobody can tell which of our ids stands behind one, or whether two audiences speak of the same event.
 */
public final class AudienceKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 16;

    private final byte @Nullable [] secret;
    private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

    private AudienceKeys(byte @Nullable [] secret) {
        this.secret = secret;
    }

    /** @param secret at least 32 bytes */
    static AudienceKeys of(byte[] secret) {
        if (secret.length < SECRET_BYTES) {
            throw new IllegalArgumentException("A release key has at least " + SECRET_BYTES + " bytes.");
        }
        return new AudienceKeys(secret.clone());
    }

    /** Without a secret: ids can't be made, and the attempt says so. */
    public static AudienceKeys missing() {
        return new AudienceKeys(null);
    }

    /**
     * Of a file that holds 32 random bytes in Base64, on a line.
     *
     * @throws CommandFailure (exit code 2) if it does not
     */
    public static AudienceKeys read(Path file) {
        try {
            return of(Base64.getDecoder().decode(Files.readString(file).strip()));
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "The release key " + file + " can't be used: expected a file, which this process may"
                            + " read, of 32 random bytes in Base64 ('openssl rand -base64 32' makes it).");
        }
    }

    /**
     * The id of an event for an audience: 32 hexadecimal digits. An event that turns out to be of another station is another: the
     * one and the other are released by different tasks, in no order.
     */
    String event(String agreementId, String eventKey, String place) {
        return hash(agreementId, "event", eventKey, place);
    }

    /** The id of a station for an audience. */
    String station(String agreementId, String stationId) {
        return hash(agreementId, "station", stationId);
    }

    private String hash(String agreementId, String... parts) {
        SecretKeySpec key = keys.computeIfAbsent(agreementId, this::key);
        // Parts that end with a zero can't run into each other.
        byte[] hash = mac(key, String.join("\0", parts));
        return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
    }

    private SecretKeySpec key(String agreementId) {
        if (secret == null) {
            throw new IllegalStateException("An agreement wants events to be released, and there is no release key: set"
                    + " amurwatch.streams.release-key-file to a file of 32 random bytes in Base64, start again, and"
                    + " put the dead letters back.");
        }
        return new SecretKeySpec(
                mac(new SecretKeySpec(secret, ALGORITHM), "amurwatch-release\0" + agreementId), ALGORITHM);
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM + ".", e);
        }
    }
}
