package org.amurwatch.local.secrets;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** Finds the CA of the folder: the certificate in ca.crt that belongs to ca.key. */
final class DevelopmentAuthority {

    private DevelopmentAuthority() {}

    /** The CA, or nothing where ca.key is not here: then it signs elsewhere. */
    static Optional<CertificateAuthority> in(SecretsFolder folder, Clock clock) {
        if (!folder.has(SecretFile.CA_KEY) || !folder.has(SecretFile.CA_CERTIFICATES)) {
            return Optional.empty();
        }
        try {
            PrivateKey key = Pem.read(folder.read(SecretFile.CA_KEY)).privateKey();
            PublicKey publicKey = Keys.publicOf(key);
            for (X509Certificate certificate : new SecretCheck(folder).authorities()) {
                if (certificate.getPublicKey().equals(publicKey)) {
                    return Optional.of(new CertificateAuthority(key, certificate, clock));
                }
            }
            throw new UnusableSecret("belongs to no certificate in ca.crt");
        } catch (UnusableSecret e) {
            throw unusable(folder, SecretFile.CA_KEY, e);
        }
    }

    static CommandFailure unusable(SecretsFolder folder, SecretFile file, UnusableSecret e) {
        return new CommandFailure(
                ExitCode.FAILED,
                folder.path(file) + " " + e.getMessage() + ". Put the right one there, or move it away and run"
                        + " './amurwatch secrets create', which makes what is missing.",
                e);
    }
}
