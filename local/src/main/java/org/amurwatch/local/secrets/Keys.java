package org.amurwatch.local.secrets;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import org.bouncycastle.jcajce.provider.asymmetric.util.EC5Util;
import org.bouncycastle.math.ec.ECPoint;

/** Key pairs, and the public key that belongs to a private one. */
final class Keys {

    private static final int RSA_BITS = 2048;

    private Keys() {}

    /** For TLS: a pair on the curve P-256. */
    static KeyPair forTls() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java makes no keys on the curve P-256.", e);
        }
    }

    /** For tokens that are signed RS256. */
    static KeyPair forTokens() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java makes no RSA keys.", e);
        }
    }

    /**
     * The public key of a private one, computed, so that a file with the private key is enough to go on from.
     *
     * @throws UnusableSecret the key is neither elliptic-curve nor RSA
     */
    static PublicKey publicOf(PrivateKey key) throws UnusableSecret {
        try {
            if (key instanceof ECPrivateKey elliptic) {
                ECPoint generator = EC5Util.convertPoint(
                        elliptic.getParams(), elliptic.getParams().getGenerator());
                ECPoint point = generator.multiply(elliptic.getS());
                return KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(EC5Util.convertPoint(point), elliptic.getParams()));
            }
            if (key instanceof RSAPrivateCrtKey rsa) {
                BigInteger modulus = rsa.getModulus();
                return KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(modulus, rsa.getPublicExponent()));
            }
        } catch (GeneralSecurityException e) {
            throw new UnusableSecret("holds a key that this Java can't use", e);
        }
        throw new UnusableSecret("holds a key of the kind " + key.getAlgorithm() + "; EC or RSA is expected");
    }
}
