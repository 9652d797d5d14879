package org.amurwatch.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/** The public half of a {@link SigningKey}: whoever has it can tell what was signed by the other half. */
public final class PublicSigningKey {

    static final String PEM = "PUBLIC KEY";

    private final PublicKey key;

    PublicSigningKey(PublicKey key) {
        this.key = key;
    }

    /** Reads the first PUBLIC KEY of a text in PEM; empty where there is none of Ed25519. */
    public static Optional<PublicSigningKey> read(String pem) {
        return PemBlock.find(pem, PEM).flatMap(PublicSigningKey::decoded);
    }

    private static Optional<PublicSigningKey> decoded(byte[] bytes) {
        try {
            return Optional.of(new PublicSigningKey(
                    KeyFactory.getInstance(SigningKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes))));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** As text, which OpenSSL reads too. */
    public String pem() {
        return PemBlock.text(PEM, key.getEncoded());
    }

    /** SHA-256 of the encoded key, 64 hexadecimal digits: short enough to be read out by telephone. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    /** Whether these bytes were signed by the other half. */
    public boolean verifies(byte[] content, byte[] signature) {
        try {
            Signature check = Signature.getInstance(SigningKey.ALGORITHM);
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature that is none, of whatever length.
            return false;
        }
    }
}
