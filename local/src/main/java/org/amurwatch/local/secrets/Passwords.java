package org.amurwatch.local.secrets;

import java.security.SecureRandom;
import java.util.Base64;

/** New passwords. */
final class Passwords {

    private static final int BYTES = 32;

    private Passwords() {}

    /** 32 random bytes in base64url: 43 characters, none of which means anything to a file of settings. */
    static String random() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
