package org.amurwatch.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates as they are made, judged by the JDK, and TLS as Kafka sets it up from the very files. */
class CertificatesTest {

    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int SIGNS_CERTIFICATES = 5;
    private static final int SIGNS_REVOCATIONS = 6;

    @TempDir
    static Path folders;

    private static final ExecutorService SERVERS = Executors.newCachedThreadPool();

    private static SecretsRun ours;
    private static SecretsRun foreign;

    @BeforeAll
    static void create() {
        ours = new SecretsRun(folders.resolve("ours"));
        ours.done("create", "--host-name", "station.example.org", "--host-name", "192.0.2.10", "--host-name", "::1");
        foreign = new SecretsRun(folders.resolve("foreign"));
        foreign.done("create", "--brokers", "1");
    }

    @AfterAll
    static void stop() {
        SERVERS.shutdownNow();
    }

    @Test
    void shouldChainToTheCa() throws Exception {
        for (String file :
                List.of("broker-1.pem", "broker-2.pem", "broker-3.pem", "admin.pem", "registry.crt", "http.crt")) {
            List<X509Certificate> chain = ours.pem(file).chain();
            assertThat(chain).as(file).hasSize(2);
            assertThat(chain.get(1)).as(file).isEqualTo(authority(ours));
            validate(chain.get(0), authority(ours));
        }
    }

    @Test
    void shouldNotChainToAnotherCa() {
        assertThatThrownBy(() -> validate(ours.pem("broker-1.pem").chain().get(0), authority(foreign)))
                .isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void shouldNameBrokersAndRegistryAsTheyAreReached() throws Exception {
        assertThat(names("broker-2.pem"))
                .containsExactlyInAnyOrder(
                        "broker-2", "localhost", "127.0.0.1", "station.example.org", "192.0.2.10", "0:0:0:0:0:0:0:1");
        assertThat(names("registry.crt"))
                .containsExactlyInAnyOrder(
                        "registry", "localhost", "127.0.0.1", "station.example.org", "192.0.2.10", "0:0:0:0:0:0:0:1");
        assertThat(names("http.crt"))
                .containsExactlyInAnyOrder(
                        "http", "localhost", "127.0.0.1", "station.example.org", "192.0.2.10", "0:0:0:0:0:0:0:1");
        assertThat(names("admin.pem")).isEmpty();
    }

    @Test
    void shouldSayWhatEachIsGoodFor() throws Exception {
        assertThat(purposes("broker-1.pem")).containsExactlyInAnyOrder(SERVER, CLIENT);
        assertThat(purposes("registry.crt")).containsExactly(SERVER);
        assertThat(purposes("http.crt")).containsExactly(SERVER);
        assertThat(purposes("admin.pem")).containsExactly(CLIENT);
        for (String file : List.of("broker-1.pem", "registry.crt", "admin.pem")) {
            X509Certificate certificate = ours.pem(file).chain().get(0);
            assertThat(certificate.getBasicConstraints()).as(file).isEqualTo(-1);
            assertThat(certificate.getKeyUsage()[DIGITAL_SIGNATURE]).as(file).isTrue();
            assertThat(certificate.getKeyUsage()[SIGNS_CERTIFICATES]).as(file).isFalse();
        }
        X509Certificate authority = authority(ours);
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(authority.getKeyUsage()[SIGNS_CERTIFICATES]).isTrue();
        assertThat(authority.getKeyUsage()[SIGNS_REVOCATIONS]).isTrue();
        assertThat(authority.getKeyUsage()[DIGITAL_SIGNATURE]).isFalse();
    }

    @Test
    void shouldBeWhomKafkaKnows() throws Exception {
        assertThat(subject("broker-1.pem")).isEqualTo("CN=amurwatch-broker");
        assertThat(subject("broker-3.pem")).isEqualTo("CN=amurwatch-broker");
        assertThat(subject("admin.pem")).isEqualTo("CN=amurwatch-admin");
    }

    @Test
    void shouldLastAsLongAsPromised() throws Exception {
        Instant now = Instant.now();
        X509Certificate broker = ours.pem("broker-1.pem").chain().get(0);
        assertThat(broker.getNotBefore().toInstant()).isBetween(now.minus(Duration.ofMinutes(10)), now);
        assertThat(broker.getNotAfter().toInstant())
                .isBetween(now.plus(Duration.ofDays(825)).minusSeconds(300), now.plus(Duration.ofDays(825)));
        assertThat(CertificateTime.end(broker)).isEqualTo(broker.getNotAfter().toInstant());
        assertThat(authority(ours).getNotAfter().toInstant())
                .isBetween(now.plus(Duration.ofDays(3650)).minusSeconds(300), now.plus(Duration.ofDays(3650)));
    }

    @Test
    void shouldHaveNumbersThatNobodyGuesses() {
        assertThat(List.of("broker-1.pem", "broker-2.pem", "admin.pem", "registry.crt"))
                .extracting(file -> ours.pem(file).chain().get(0).getSerialNumber())
                .doesNotHaveDuplicates()
                .allSatisfy(serial -> assertThat(serial.bitLength()).isBetween(64, 128));
    }

    @Test
    void shouldLetBrokersAndAdminShakeHandsByCertificates() throws Exception {
        assertThat(handshake(ours, "broker-1.pem", ours, "broker-2.pem")).isEqualTo("CN=amurwatch-broker");
        assertThat(handshake(ours, "broker-1.pem", ours, "admin.pem")).isEqualTo("CN=amurwatch-admin");
    }

    @Test
    void shouldRefuseWhoseCaIsAnother() {
        assertThatThrownBy(() -> handshake(ours, "broker-1.pem", foreign, "admin.pem"))
                .as("the client does not trust the server")
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("PKIX");
        assertThatThrownBy(() -> handshake(ours, "broker-1.pem", ours, foreign, "admin.pem"))
                .as("the server does not trust the client")
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> handshake(ours, "broker-1.pem", ours, null, ""))
                .as("the client has no certificate")
                .isInstanceOf(IOException.class);
    }

    @Test
    void shouldNotLetTheRegistryOrAdminBeAnother(@TempDir Path folder) throws Exception {
        SecretsRun mixed = new SecretsRun(folder.resolve("mixed"));
        mixed.done("create", "--brokers", "1");
        java.nio.file.Files.writeString(
                mixed.path("registry.pem"), mixed.read("registry.key") + mixed.read("registry.crt"));
        assertThatThrownBy(() -> handshake(mixed, "broker-1.pem", mixed, "registry.pem"))
                .as("the registry's certificate is none of a client")
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> handshake(mixed, "admin.pem", mixed, "broker-1.pem"))
                .as("admin's certificate is none of a server")
                .isInstanceOf(SSLHandshakeException.class);
    }

    private static String handshake(SecretsRun server, String serverFile, SecretsRun client, String clientFile)
            throws Exception {
        return handshake(server, serverFile, client, client, clientFile);
    }

    /** A connection over loopback, set up by Kafka from the PEM files; says as whom the server knows the client. */
    private static String handshake(
            SecretsRun server, String serverFile, SecretsRun trust, SecretsRun client, String clientFile)
            throws Exception {
        try (DefaultSslEngineFactory serverTls = tls(server, server.path(serverFile));
                DefaultSslEngineFactory clientTls = tls(trust, client == null ? null : client.path(clientFile));
                SSLServerSocket listener = (SSLServerSocket) serverTls
                        .sslContext()
                        .getServerSocketFactory()
                        .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setNeedClientAuth(true);
            listener.setSoTimeout(20_000);
            Future<String> known = SERVERS.submit(() -> {
                try (SSLSocket accepted = (SSLSocket) listener.accept()) {
                    accepted.setSoTimeout(20_000);
                    String name = accepted.getSession().getPeerPrincipal().getName();
                    accepted.getOutputStream().write(1);
                    return name;
                }
            });
            try (SSLSocket socket = (SSLSocket) clientTls
                    .sslContext()
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
                socket.setSoTimeout(20_000);
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                // In TLS 1.3 a client hears of a refusal only when it reads.
                if (socket.getInputStream().read() != 1) {
                    throw new SSLHandshakeException("The server ended the connection.");
                }
            }
            return known.get(20, TimeUnit.SECONDS);
        }
    }

    private static DefaultSslEngineFactory tls(SecretsRun trust, Path keystore) {
        DefaultSslEngineFactory factory = new DefaultSslEngineFactory();
        Map<String, Object> settings = new java.util.HashMap<>(Map.of(
                "ssl.protocol",
                "TLSv1.3",
                "ssl.cipher.suites",
                List.of(),
                "ssl.enabled.protocols",
                List.of("TLSv1.3", "TLSv1.2"),
                "ssl.keymanager.algorithm",
                "SunX509",
                "ssl.trustmanager.algorithm",
                "PKIX",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                trust.path("ca.crt").toString()));
        if (keystore != null) {
            settings.put("ssl.keystore.type", "PEM");
            settings.put("ssl.keystore.location", keystore.toString());
        }
        factory.configure(settings);
        return factory;
    }

    private static void validate(X509Certificate certificate, X509Certificate authority) throws Exception {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    private static X509Certificate authority(SecretsRun run) {
        return run.pem("ca.crt").certificates().get(0);
    }

    private static Set<String> names(String file) throws UnusableSecret {
        return HolderNames.of(ours.pem(file).chain().get(0)).names();
    }

    private static List<String> purposes(String file) throws Exception {
        return ours.pem(file).chain().get(0).getExtendedKeyUsage();
    }

    private static String subject(String file) throws UnusableSecret {
        return ours.pem(file).chain().get(0).getSubjectX500Principal().getName();
    }
}
