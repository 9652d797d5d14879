package org.amurwatch.producer.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.failure.CommandFailure;

/** A key and its certificates from PEM files, as Java's TLS wants them. */
final class PemKeyStore {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PemKeyStore() {}

    /** @throws CommandFailure (wrong usage) if a file can't be used; says which, and nothing of what is in it */
    static KeyStore read(Path certificate, Path key) {
        Certificate[] chain = certificates(certificate);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("http", privateKey(key), new char[0], chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable("amurwatch.http.tls-key", key, "does not fit the certificate in " + certificate);
        }
    }

    private static Certificate[] certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .toArray(Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
        } catch (GeneralSecurityException | IOException e) {
            // Said below: what the exception knows more may be what the file holds.
        }
        throw unusable("amurwatch.http.tls-certificate", file, "can't be read or holds no certificates in PEM");
    }

    private static PrivateKey privateKey(Path file) throws GeneralSecurityException {
        String expected = "can't be read or holds no private key in PEM (PKCS#8: 'BEGIN PRIVATE KEY')";
        byte[] encoded;
        try {
            Matcher matcher = KEY.matcher(Files.readString(file));
            if (!matcher.find()) {
                throw unusable("amurwatch.http.tls-key", file, expected);
            }
            encoded = Base64.getMimeDecoder().decode(matcher.group(1));
        } catch (IOException | IllegalArgumentException e) {
            throw unusable("amurwatch.http.tls-key", file, expected);
        }
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                continue; // Of another kind.
            }
        }
        throw unusable("amurwatch.http.tls-key", file, expected);
    }

    private static CommandFailure unusable(String setting, Path file, String reason) {
        return CommandFailure.usage("Setting " + setting + " names " + file + ", which " + reason + ".");
    }
}
