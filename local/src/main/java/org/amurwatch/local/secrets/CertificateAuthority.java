package org.amurwatch.local.secrets;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A CA of our own: it signs the certificates of one installation, and only those who have its certificate trust it. */
final class CertificateAuthority {

    /** Begins every subject of a development CA; the beginning of its key's digest follows. */
    static final String NAME = "Amur Watch development CA";

    private static final Duration LIFE = Duration.ofDays(3650);
    /** Clocks of machines differ a little. */
    private static final Duration BEFORE = Duration.ofMinutes(5);

    private static final int SERIAL_BITS = 128;
    private static final int NAME_BYTES = 4;

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CertificateAuthority(PrivateKey key, X509Certificate certificate, Clock clock) {
        this.key = key;
        this.certificate = certificate;
        this.clock = clock;
    }

    /** A CA with this key. The same key gives the same name, so that what it signed before stays valid. */
    static CertificateAuthority selfSigned(KeyPair pair, Clock clock) {
        try {
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            byte[] identifier =
                    extensions.createSubjectKeyIdentifier(pair.getPublic()).getKeyIdentifier();
            X500Name name = new X500Name("CN=" + NAME + " " + HexFormat.of().formatHex(identifier, 0, NAME_BYTES));
            Instant now = clock.instant();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            name,
                            new BigInteger(SERIAL_BITS, new SecureRandom()),
                            CertificateTime.of(now.minus(BEFORE)),
                            CertificateTime.of(now.plus(LIFE)),
                            name,
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            extensions.createSubjectKeyIdentifier(pair.getPublic()));
            return new CertificateAuthority(pair.getPrivate(), sign(builder, pair.getPrivate()), clock);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("A CA can't be made.", e);
        }
    }

    PrivateKey key() {
        return key;
    }

    X509Certificate certificate() {
        return certificate;
    }

    /**
     * A certificate for the holder of a key.
     *
     * @param days of validity from now; it ends with the CA's own at the latest
     */
    X509Certificate certify(CertificateHolder holder, PublicKey publicKey, int days) {
        Instant now = clock.instant();
        Instant end = now.plus(Duration.ofDays(days));
        Instant last = CertificateTime.end(certificate);
        try {
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            new JcaX509CertificateHolder(certificate).getSubject(),
                            new BigInteger(SERIAL_BITS, random),
                            CertificateTime.of(now.minus(BEFORE)),
                            CertificateTime.of(end.isAfter(last) ? last : end),
                            new X500Name("CN=" + holder.commonName()),
                            publicKey)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, purposes(holder))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(publicKey))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(certificate.getPublicKey()));
            if (!holder.names().names().isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, holder.names().asExtension());
            }
            return sign(builder, key);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("A certificate for " + holder.commonName() + " can't be made.", e);
        }
    }

    /** A new key, its certificate and the CA's in one PEM. */
    String keystore(CertificateHolder holder, int days) {
        KeyPair pair = Keys.forTls();
        return Pem.of(pair.getPrivate()) + chain(certify(holder, pair.getPublic(), days));
    }

    /** A certificate and the CA's behind it. */
    String chain(X509Certificate signed) {
        return Pem.of(signed) + Pem.of(certificate);
    }

    private static ExtendedKeyUsage purposes(CertificateHolder holder) {
        List<KeyPurposeId> purposes = new ArrayList<>();
        if (holder.server()) {
            purposes.add(KeyPurposeId.id_kp_serverAuth);
        }
        if (holder.client()) {
            purposes.add(KeyPurposeId.id_kp_clientAuth);
        }
        return new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        String algorithm = "RSA".equals(key.getAlgorithm()) ? "SHA256withRSA" : "SHA256withECDSA";
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(key)));
    }
}
