package org.amurwatch.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** The certificates that an operator trusts for one endpoint, in place of those that Java trusts. */
public final class TrustedCertificates {

    private TrustedCertificates() {}

    /**
     * What trusts the certificates of a file (PEM), and nothing else.
     *
     * @throws SSLException if the file holds no certificates that can be used
     */
    public static TrustManagerFactory of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
            if (number == 0) {
                throw new SSLException("The file of trusted certificates holds none: expected PEM.");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust;
        } catch (GeneralSecurityException e) {
            throw new SSLException("The file of trusted certificates can't be used.", e);
        }
    }
}
