package org.amurwatch.local.secrets;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** New keys and certificates from the same CA, and the change to a new CA in steps without an outage. */
final class CertificateRenewal {

    private final SecretsFolder folder;
    private final Clock clock;

    CertificateRenewal(SecretsFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * New keys and certificates of brokers, registry, HTTP ingest and admin, and a new token. Names of the old certificates stay.
     *
     * @param more names under which brokers, registry and HTTP ingest are reached as well
     * @param days of validity
     * @return names of the files that were replaced
     */
    List<String> renew(HolderNames more, int days) {
        CertificateAuthority authority = authority();
        Map<SecretFile, String> fresh = new LinkedHashMap<>();
        for (int number : folder.brokers()) {
            SecretFile file = SecretFile.broker(number);
            fresh.put(
                    file,
                    authority.keystore(
                            CertificateHolder.broker(number, namesIn(file).and(more)), days));
        }
        fresh.put(SecretFile.ADMIN, authority.keystore(CertificateHolder.admin(), days));
        for (SecretFile certificate : SecretFile.servers()) {
            KeyPair pair = Keys.forTls();
            CertificateHolder holder =
                    CertificateHolder.server(certificate, namesIn(certificate).and(more));
            fresh.put(certificate.keyFile().orElseThrow(), Pem.of(pair.getPrivate()));
            fresh.put(certificate, authority.chain(authority.certify(holder, pair.getPublic(), days)));
        }
        if (folder.has(SecretFile.TOKEN_KEY)) {
            fresh.put(SecretFile.WRITER_TOKEN, token(days));
        }
        return replace(fresh);
    }

    /**
     * The first step to another CA: a new one, trusted beside the old one. Certificates stay as they are.
     *
     * @return names of the files that were replaced
     */
    List<String> addAuthority() {
        CertificateAuthority old = authority();
        if (authorities().size() > 1) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "ca.crt holds more than one CA: a change is under way. End it first: './amurwatch secrets renew', restart"
                            + " everything, then './amurwatch secrets renew --drop-old-ca'.");
        }
        CertificateAuthority next = CertificateAuthority.selfSigned(Keys.forTls(), clock);
        Map<SecretFile, String> fresh = new LinkedHashMap<>();
        // First whom to trust: between the two moves, ca.key still has its certificate.
        fresh.put(SecretFile.CA_CERTIFICATES, Pem.of(next.certificate()) + Pem.of(old.certificate()));
        fresh.put(SecretFile.CA_KEY, Pem.of(next.key()));
        return replace(fresh);
    }

    /**
     * The last step: only the CA of ca.key is trusted.
     *
     * @return names of the files that were replaced
     */
    List<String> dropOldAuthorities() {
        CertificateAuthority authority = authority();
        List<SecretFile> holders = new ArrayList<>();
        folder.brokers().forEach(number -> holders.add(SecretFile.broker(number)));
        holders.add(SecretFile.ADMIN);
        holders.addAll(SecretFile.servers());
        for (SecretFile file : holders) {
            if (folder.has(file) && !SecretCheck.isSignedBy(certificate(file), authority.certificate())) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        folder.path(file) + " was signed by an old CA. Run './amurwatch secrets renew' and restart"
                                + " everything first.");
            }
        }
        return replace(Map.of(SecretFile.CA_CERTIFICATES, Pem.of(authority.certificate())));
    }

    private List<String> replace(Map<SecretFile, String> fresh) {
        folder.write(fresh);
        return fresh.keySet().stream().map(SecretFile::name).toList();
    }

    private CertificateAuthority authority() {
        return DevelopmentAuthority.in(folder, clock)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        folder.path()
                                + " has no ca.key with its ca.crt, so nothing can be signed here. If the CA is your"
                                + " own, have it sign new certificates and put them there; else './amurwatch secrets create'"
                                + " makes the folder."));
    }

    private List<X509Certificate> authorities() {
        try {
            return new SecretCheck(folder).authorities();
        } catch (UnusableSecret e) {
            throw DevelopmentAuthority.unusable(folder, SecretFile.CA_CERTIFICATES, e);
        }
    }

    private X509Certificate certificate(SecretFile file) {
        try {
            return Pem.read(folder.read(file)).chain().get(0);
        } catch (UnusableSecret e) {
            throw DevelopmentAuthority.unusable(folder, file, e);
        }
    }

    private HolderNames namesIn(SecretFile file) {
        try {
            return folder.has(file) ? HolderNames.of(certificate(file)) : HolderNames.NONE;
        } catch (UnusableSecret e) {
            throw DevelopmentAuthority.unusable(folder, file, e);
        }
    }

    private String token(int days) {
        try {
            return SecretsCreation.writerToken(
                    Pem.read(folder.read(SecretFile.TOKEN_KEY)).privateKey(), clock, days);
        } catch (UnusableSecret e) {
            throw DevelopmentAuthority.unusable(folder, SecretFile.TOKEN_KEY, e);
        }
    }
}
