package org.amurwatch.local.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amurwatch.security.Party;

/**
 * One file of the folder: what is in it, and who may read it.
 *
 * @param name its name in the folder, and in a container under {@code /run/secrets/}
 * @param kind what its content is
 * @param mode POSIX permissions. Most may be read by all: containers run as different users and get single files mounted; the
 *     folder itself keeps other users of the machine out
 * @param meaning what it is for, in one line
 */
record SecretFile(String name, Kind kind, String mode, String meaning) {

    enum Kind {
        CERTIFICATES,
        PRIVATE_KEY,
        /** Private key, certificate and CA in one PEM, as Kafka's {@code ssl.keystore.type=PEM} wants it. */
        KEYSTORE,
        PUBLIC_KEY,
        TOKEN,
        PASSWORD,
        LINK_KEY,
        SETTINGS
    }

    static final String FOR_ALL = "rw-r--r--";
    static final String FOR_THE_OWNER = "rw-------";

    static final SecretFile CA_KEY = new SecretFile(
            "ca.key", Kind.PRIVATE_KEY, FOR_THE_OWNER, "key of the development CA; signs, and is mounted nowhere");
    static final SecretFile CA_CERTIFICATES =
            new SecretFile("ca.crt", Kind.CERTIFICATES, FOR_ALL, "whom everybody trusts: the CA's certificate");
    static final SecretFile ADMIN = new SecretFile(
            "admin.pem",
            Kind.KEYSTORE,
            FOR_ALL,
            "the init job's key and certificate: with it the first users are made");
    static final SecretFile REGISTRY_KEY =
            new SecretFile("registry.key", Kind.PRIVATE_KEY, FOR_ALL, "the schema registry's key for HTTPS");
    static final SecretFile REGISTRY_CERTIFICATE =
            new SecretFile("registry.crt", Kind.CERTIFICATES, FOR_ALL, "the schema registry's certificate for HTTPS");
    static final SecretFile HTTP_KEY =
            new SecretFile("http.key", Kind.PRIVATE_KEY, FOR_ALL, "the HTTP ingest's key for HTTPS");
    static final SecretFile HTTP_CERTIFICATE =
            new SecretFile("http.crt", Kind.CERTIFICATES, FOR_ALL, "the HTTP ingest's certificate for HTTPS");
    static final SecretFile TOKEN_KEY = new SecretFile(
            "registry-token.key", Kind.PRIVATE_KEY, FOR_THE_OWNER, "signs the registry's tokens; is mounted nowhere");
    static final SecretFile TOKEN_PUBLIC_KEY =
            new SecretFile("registry-token.pub", Kind.PUBLIC_KEY, FOR_ALL, "by it the schema registry verifies tokens");
    static final SecretFile WRITER_TOKEN =
            new SecretFile("registry-writer.token", Kind.TOKEN, FOR_ALL, "lets the init job write schemas");
    static final SecretFile REGISTRY_SETTINGS = new SecretFile(
            "registry.properties", Kind.SETTINGS, FOR_ALL, "settings of the schema registry that hold its password");
    static final SecretFile HOST_SETTINGS = new SecretFile(
            "host.properties", Kind.SETTINGS, FOR_ALL, "AMURWATCH_SETTINGS for commands on this machine; no secret");

    /** No user of the brokers: it opens the page of the dashboards. */
    static final SecretFile GRAFANA_PASSWORD = new SecretFile(
            "grafana-admin.password", Kind.PASSWORD, FOR_ALL, "password of Grafana's user admin, at its first start");

    static final SecretFile LINK_KEY = new SecretFile(
            "dispatch-link.key", Kind.LINK_KEY, FOR_ALL, "signs the links by which teams answer from a phone");

    /** Never renewed: with another one partners would know all events and stations by other ids. */
    static final SecretFile RELEASE_KEY = new SecretFile(
            "streams-release.key", Kind.LINK_KEY, FOR_ALL, "by it partners know events and stations; kept for good");

    static SecretFile broker(int number) {
        return new SecretFile(
                "broker-" + number + ".pem", Kind.KEYSTORE, FOR_ALL, "key and certificate of broker " + number);
    }

    static SecretFile password(Party party) {
        return new SecretFile(
                party.label() + ".password", Kind.PASSWORD, FOR_ALL, "password of the user " + party.principal());
    }

    /** A password that brokers are being told of, and that is not in force here yet. */
    static SecretFile nextPassword(Party party) {
        return new SecretFile(
                party.label() + ".password.next",
                Kind.PASSWORD,
                FOR_THE_OWNER,
                "next password of " + party.principal() + ": a rotation that was begun");
    }

    /** The file of the private key that belongs to this certificate, if it has one of its own. */
    Optional<SecretFile> keyFile() {
        if (equals(REGISTRY_CERTIFICATE)) {
            return Optional.of(REGISTRY_KEY);
        }
        return equals(HTTP_CERTIFICATE) ? Optional.of(HTTP_KEY) : Optional.empty();
    }

    /** Certificates of servers that are no brokers; each has its key in a file of its own. */
    static List<SecretFile> servers() {
        return List.of(REGISTRY_CERTIFICATE, HTTP_CERTIFICATE);
    }

    /** All files, for so many brokers; a key stands before its certificate. */
    static List<SecretFile> all(int brokers) {
        List<SecretFile> files = new ArrayList<>(List.of(CA_KEY, CA_CERTIFICATES));
        for (int number = 1; number <= brokers; number++) {
            files.add(broker(number));
        }
        files.addAll(List.of(ADMIN, REGISTRY_KEY, REGISTRY_CERTIFICATE, HTTP_KEY, HTTP_CERTIFICATE));
        files.addAll(List.of(TOKEN_KEY, TOKEN_PUBLIC_KEY, WRITER_TOKEN));
        for (Party party : Party.values()) {
            files.add(password(party));
        }
        files.add(LINK_KEY);
        files.add(RELEASE_KEY);
        files.add(GRAFANA_PASSWORD);
        files.add(REGISTRY_SETTINGS);
        files.add(HOST_SETTINGS);
        return files;
    }
}
