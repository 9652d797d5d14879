package org.amurwatch.producer.camtrap;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names people by a pseudonym that is the same throughout a source and another in each source, so that one can see that
 * two labels are by one person, and not by whom.
 */
public final class Pseudonyms {

    private static final int HEX_DIGITS = 12;
    private static final Pattern OURS = Pattern.compile("person-[0-9a-f]{" + HEX_DIGITS + "}");

    private final SecretKeySpec key;

    /**
     * @param secret of the organisation; may be empty. Without one, somebody who knows a name can test whether it is
     *     behind a pseudonym. With another secret every label's author changes, so it is to be kept.
     */
    public Pseudonyms(String sourceId, String secret) {
        this.key = new SecretKeySpec((secret + "\n" + sourceId).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** Whether it has the form of a pseudonym, as in a package that was exported here: such a one stays what it is. */
    public static boolean isOurs(String name) {
        return OURS.matcher(name).matches();
    }

    /** "person-" and twelve hex digits. */
    public String of(String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] hash = mac.doFinal(name.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return "person-" + HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256.", e);
        }
    }
}
