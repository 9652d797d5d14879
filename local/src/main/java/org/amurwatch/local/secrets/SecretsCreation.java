package org.amurwatch.local.secrets;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amurwatch.consumer.answer.LinkKeys;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;

/** Makes the files that are missing, and leaves those that are there as they are. */
final class SecretsCreation {

    private final SecretsFolder folder;
    private final Clock clock;
    private final HolderNames more;
    private final int days;
    private final Map<SecretFile, String> fresh = new LinkedHashMap<>();

    /**
     * One making of one folder.
     *
     * @param more names under which brokers, registry and HTTP ingest are reached, besides their own
     * @param days for which certificates and the token are valid
     */
    SecretsCreation(SecretsFolder folder, Clock clock, HolderNames more, int days) {
        this.folder = folder;
        this.clock = clock;
        this.more = more;
        this.days = days;
    }

    /**
     * What was done.
     *
     * @param made names of files that are new
     * @param kept names of files that were there
     * @param lacking names of kept files whose certificates do not name all that was asked for
     * @param elsewhere names of keys that sign, which are not here and would fit nothing that is here if made anew
     */
    record Outcome(List<String> made, List<String> kept, List<String> lacking, List<String> elsewhere) {}

    /**
     * Fills the folder.
     *
     * @throws CommandFailure a file that is there can't be used, or one that can't be made anew is missing
     */
    Outcome run(int brokers) {
        List<SecretFile> all = SecretFile.all(brokers);
        List<SecretFile> kept = all.stream().filter(folder::has).toList();
        kept.forEach(this::check);
        certificates(brokers);
        token();
        passwords();
        settings();
        folder.write(fresh);
        kept.forEach(this::check);
        return new Outcome(
                fresh.keySet().stream().map(SecretFile::name).toList(),
                kept.stream().map(SecretFile::name).toList(),
                kept.stream().filter(this::lacksNames).map(SecretFile::name).toList(),
                all.stream().filter(this::isMissing).map(SecretFile::name).toList());
    }

    private SecretCheck.Found check(SecretFile file) {
        try {
            return new SecretCheck(folder).check(file);
        } catch (UnusableSecret e) {
            throw DevelopmentAuthority.unusable(folder, file, e);
        }
    }

    private boolean lacksNames(SecretFile file) {
        boolean server = SecretFile.servers().contains(file)
                || (file.kind() == SecretFile.Kind.KEYSTORE && !file.equals(SecretFile.ADMIN));
        return server && !check(file).names().containsAll(more.names());
    }

    private boolean isMissing(SecretFile file) {
        return !folder.has(file);
    }

    private void certificates(int brokers) {
        List<SecretFile> holders = SecretFile.all(brokers).stream()
                .filter(file -> file.kind() == SecretFile.Kind.KEYSTORE
                        || SecretFile.servers().contains(file))
                .toList();
        Optional<CertificateAuthority> found = authority(holders);
        if (found.isEmpty()) {
            return;
        }
        CertificateAuthority authority = found.get();
        for (int number = 1; number <= brokers; number++) {
            if (isMissing(SecretFile.broker(number))) {
                fresh.put(SecretFile.broker(number), authority.keystore(CertificateHolder.broker(number, more), days));
            }
        }
        if (isMissing(SecretFile.ADMIN)) {
            fresh.put(SecretFile.ADMIN, authority.keystore(CertificateHolder.admin(), days));
        }
        SecretFile.servers().forEach(certificate -> server(authority, certificate));
    }

    private void server(CertificateAuthority authority, SecretFile certificate) {
        SecretFile key = certificate.keyFile().orElseThrow();
        if (isMissing(certificate)) {
            KeyPair pair = keep(key, Keys.forTls());
            fresh.put(
                    certificate,
                    authority.chain(
                            authority.certify(CertificateHolder.server(certificate, more), pair.getPublic(), days)));
        } else if (isMissing(key)) {
            throw keyless(certificate, key);
        }
    }

    /** The CA; a new one where there is none; nothing where others signed all that is needed. */
    private Optional<CertificateAuthority> authority(List<SecretFile> holders) {
        if (isMissing(SecretFile.CA_CERTIFICATES)) {
            Optional<SecretFile> orphan = isMissing(SecretFile.CA_KEY)
                    ? holders.stream().filter(folder::has).findFirst()
                    : Optional.empty();
            if (orphan.isPresent()) {
                throw keyless(orphan.get(), SecretFile.CA_CERTIFICATES);
            }
            CertificateAuthority authority =
                    CertificateAuthority.selfSigned(keep(SecretFile.CA_KEY, Keys.forTls()), clock);
            fresh.put(SecretFile.CA_CERTIFICATES, Pem.of(authority.certificate()));
            return Optional.of(authority);
        }
        Optional<CertificateAuthority> authority = DevelopmentAuthority.in(folder, clock);
        String missing =
                holders.stream().filter(this::isMissing).map(SecretFile::name).collect(Collectors.joining(", "));
        if (authority.isEmpty() && !missing.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    folder.path() + " has ca.crt without ca.key, so these can't be signed here: " + missing
                            + ". Put them there as the owner of the CA signed them, or put ca.key back.");
        }
        return authority;
    }

    /** The pair of a key that is there, else the given one, which is written. */
    private KeyPair keep(SecretFile file, KeyPair otherwise) {
        if (isMissing(file)) {
            fresh.put(file, Pem.of(otherwise.getPrivate()));
            return otherwise;
        }
        try {
            PrivateKey key = Pem.read(folder.read(file)).privateKey();
            return new KeyPair(Keys.publicOf(key), key);
        } catch (UnusableSecret e) {
            throw DevelopmentAuthority.unusable(folder, file, e);
        }
    }

    private CommandFailure keyless(SecretFile there, SecretFile missing) {
        return new CommandFailure(
                ExitCode.FAILED,
                folder.path(there) + " is there, but not " + missing.name() + " that belongs to it. Put "
                        + missing.name() + " back, or move " + there.name() + " away and both are made anew.");
    }

    private void token() {
        boolean keyMissing = isMissing(SecretFile.TOKEN_KEY);
        boolean publicKeyMissing = isMissing(SecretFile.TOKEN_PUBLIC_KEY);
        if (keyMissing && !publicKeyMissing) {
            // Another signs the tokens.
            if (isMissing(SecretFile.WRITER_TOKEN)) {
                throw keyless(SecretFile.TOKEN_PUBLIC_KEY, SecretFile.TOKEN_KEY);
            }
            return;
        }
        if (keyMissing && folder.has(SecretFile.WRITER_TOKEN)) {
            throw keyless(SecretFile.WRITER_TOKEN, SecretFile.TOKEN_PUBLIC_KEY);
        }
        if (keyMissing || publicKeyMissing || isMissing(SecretFile.WRITER_TOKEN)) {
            KeyPair pair = keep(SecretFile.TOKEN_KEY, Keys.forTokens());
            if (publicKeyMissing) {
                fresh.put(SecretFile.TOKEN_PUBLIC_KEY, Pem.of(pair.getPublic()));
            }
            if (isMissing(SecretFile.WRITER_TOKEN)) {
                fresh.put(SecretFile.WRITER_TOKEN, writerToken(pair.getPrivate(), clock, days));
            }
        }
    }

    static String writerToken(PrivateKey key, Clock clock, int days) {
        Instant now = clock.instant();
        return RegistryToken.WRITER.sign(key, now, now.plus(Duration.ofDays(days))) + "\n";
    }

    private void passwords() {
        if (isMissing(SecretFile.password(Party.REGISTRY)) && folder.has(SecretFile.REGISTRY_SETTINGS)) {
            throw keyless(SecretFile.REGISTRY_SETTINGS, SecretFile.password(Party.REGISTRY));
        }
        for (Party party : Party.values()) {
            if (isMissing(SecretFile.password(party))) {
                fresh.put(SecretFile.password(party), Passwords.random() + "\n");
            }
        }
        if (isMissing(SecretFile.LINK_KEY)) {
            fresh.put(SecretFile.LINK_KEY, LinkKeys.random() + "\n");
        }
        if (isMissing(SecretFile.RELEASE_KEY)) {
            fresh.put(SecretFile.RELEASE_KEY, LinkKeys.random() + "\n");
        }
        if (isMissing(SecretFile.GRAFANA_PASSWORD)) {
            // Grafana takes the file as it is, to the last byte.
            fresh.put(SecretFile.GRAFANA_PASSWORD, Passwords.random());
        }
    }

    private void settings() {
        if (isMissing(SecretFile.REGISTRY_SETTINGS)) {
            try {
                fresh.put(
                        SecretFile.REGISTRY_SETTINGS,
                        SettingsFiles.registry(
                                SecretCheck.password(text(SecretFile.password(Party.REGISTRY))),
                                Pem.read(text(SecretFile.TOKEN_PUBLIC_KEY)).publicKey()));
            } catch (UnusableSecret e) {
                throw new IllegalStateException("A file that was checked can't be used.", e);
            }
        }
        if (isMissing(SecretFile.HOST_SETTINGS)) {
            fresh.put(SecretFile.HOST_SETTINGS, SettingsFiles.host(folder.path()));
        }
    }

    /** What a file holds, or will hold. */
    private String text(SecretFile file) throws UnusableSecret {
        String made = fresh.get(file);
        return made == null ? folder.read(file) : made;
    }
}
