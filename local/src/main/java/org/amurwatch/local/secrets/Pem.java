package org.amurwatch.local.secrets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * What one PEM file holds: private keys in PKCS#8 without a password, certificates in their order, public keys.
 *
 * @param privateKeys in the order of the file
 * @param certificates in the order of the file
 * @param publicKeys in the order of the file
 */
record Pem(List<PrivateKey> privateKeys, List<X509Certificate> certificates, List<PublicKey> publicKeys) {

    static String of(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    static String of(PublicKey key) {
        return block("PUBLIC KEY", key.getEncoded());
    }

    static String of(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate can't be encoded.", e);
        }
    }

    private static String block(String type, byte[] content) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        } catch (IOException e) {
            throw new UncheckedIOException("PEM can't be written to memory.", e);
        }
        return text.toString().replace("\r\n", "\n");
    }

    /**
     * Reads a whole file.
     *
     * @throws UnusableSecret it is not PEM, or holds something else than Kafka and the registry read
     */
    static Pem read(String text) throws UnusableSecret {
        List<PrivateKey> privateKeys = new ArrayList<>();
        List<X509Certificate> certificates = new ArrayList<>();
        List<PublicKey> publicKeys = new ArrayList<>();
        JcaPEMKeyConverter keys = new JcaPEMKeyConverter();
        try (PemReader reader = new PemReader(new StringReader(text))) {
            for (PemObject block = reader.readPemObject(); block != null; block = reader.readPemObject()) {
                byte[] content = block.getContent();
                switch (block.getType()) {
                    case "PRIVATE KEY" -> privateKeys.add(keys.getPrivateKey(PrivateKeyInfo.getInstance(content)));
                    case "PUBLIC KEY" -> publicKeys.add(keys.getPublicKey(SubjectPublicKeyInfo.getInstance(content)));
                    case "CERTIFICATE" -> certificates.add(certificate(content));
                    default ->
                        throw new UnusableSecret(
                                "has a PEM block '" + block.getType()
                                        + "'; a key must be PKCS#8 without a password ('openssl pkcs8 -topk8 -nocrypt' makes it so)");
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new UnusableSecret("is broken PEM", e);
        }
        if (privateKeys.isEmpty() && certificates.isEmpty() && publicKeys.isEmpty()) {
            throw new UnusableSecret("is not PEM");
        }
        return new Pem(privateKeys, certificates, publicKeys);
    }

    private static X509Certificate certificate(byte[] content) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
    }

    /** The file's one private key. */
    PrivateKey privateKey() throws UnusableSecret {
        if (privateKeys.size() != 1) {
            throw new UnusableSecret("holds " + privateKeys.size() + " private keys where one is expected");
        }
        return privateKeys.get(0);
    }

    /** The file's certificates, one at least: the holder's first, then those that signed. */
    List<X509Certificate> chain() throws UnusableSecret {
        if (certificates.isEmpty()) {
            throw new UnusableSecret("holds no certificate");
        }
        return certificates;
    }

    /** The file's one public key. */
    PublicKey publicKey() throws UnusableSecret {
        if (publicKeys.size() != 1) {
            throw new UnusableSecret("holds " + publicKeys.size() + " public keys where one is expected");
        }
        return publicKeys.get(0);
    }
}
