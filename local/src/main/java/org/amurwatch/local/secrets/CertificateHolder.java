package org.amurwatch.local.secrets;

/**
 * Who gets a certificate, and what it is good for.
 *
 * @param commonName the whole subject is {@code CN=commonName}, which is Kafka's principal {@code User:CN=commonName}
 * @param names under which it is reached; none for a pure client
 * @param server may prove itself as a server
 * @param client may prove itself as a client
 */
record CertificateHolder(String commonName, HolderNames names, boolean server, boolean client) {

    /** A broker: a server, and a client of the other brokers and of the controllers. */
    static CertificateHolder broker(int number, HolderNames more) {
        return new CertificateHolder(
                "amurwatch-broker", local("broker-" + number).and(more), true, true);
    }

    /** A server that is no broker, by the file of its certificate: {@code registry.crt} is of the service registry. */
    static CertificateHolder server(SecretFile certificate, HolderNames more) {
        String service = certificate.name().replace(".crt", "");
        return new CertificateHolder("amurwatch-" + service, local(service).and(more), true, false);
    }

    /** The init job, and whoever administers the brokers over mutual TLS. */
    static CertificateHolder admin() {
        return new CertificateHolder("amurwatch-admin", HolderNames.NONE, false, true);
    }

    private static HolderNames local(String service) {
        return HolderNames.given(java.util.List.of(service, "localhost", "127.0.0.1"));
    }
}
