package org.amurwatch.producer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.amurwatch.avro.Purpose;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.MemoryIngest;
import org.amurwatch.settings.Settings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestServerTest {

    private static final String POSITION = """
            {"team": "t", "at": "2026-01-17T06:18:44Z", "location": {"latitude": 43.1, "longitude": 131.4}}""";

    private static final int MORE_THAN_THREADS = 40;

    private final MemoryIngest ingest = new MemoryIngest();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile IngestHealth health = IngestHealth.READY;

    private IngestServer start(Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("amurwatch.http.port", "0", "amurwatch.http.health-port", "0"));
        settings.putAll(more);
        return IngestServer.start(
                Settings.read(HttpSettings.class, settings),
                new TestServer.MemoryBook(),
                ingest,
                () -> health,
                metrics,
                Clock.systemUTC(),
                List.of(new EventRoutes(Purpose.ACTUAL, Clock.systemUTC())));
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> post(int port) {
        return post(port, POSITION);
    }

    private CompletableFuture<HttpResponse<String>> post(int port, String body) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/patrol-positions"))
                        .header("Authorization", "Bearer " + TestServer.KEY)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldTellHealthAndMetricsOnItsInnerPortAlone() throws Exception {
        try (IngestServer server = start(Map.of())) {
            assertThat(post(server.port()).join().statusCode()).isEqualTo(202);
            assertThat(get(server.healthPort(), "/metrics").body())
                    .contains(
                            "amurwatch_ingest_events_total",
                            "process_resident_memory_bytes",
                            "process_start_time_seconds",
                            "jvm_gc_live_data_size_bytes");
            assertThat(get(server.healthPort(), "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(server.healthPort(), "/health/ready").body()).contains("\"ready\":true");
            health = IngestHealth.waitingFor("The brokers are away.");
            assertThat(get(server.healthPort(), "/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(server.healthPort(), "/health/ready").body()).contains("The brokers are away.");
            for (String path : List.of("/metrics", "/health/live", "/health/ready", "/nothing")) {
                HttpResponse<String> outside = get(server.port(), path);
                assertThat(outside.statusCode()).as(path).isEqualTo(404);
                assertThat(outside.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            }
            assertThat(get(server.port(), "/openapi.json").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldFinishWhatIsUnderWayAndLetNobodyElseInWhenItStops() throws Exception {
        CompletableFuture<Void> acknowledged = ingest.hold();
        IngestServer server = start(Map.of());
        CompletableFuture<HttpResponse<String>> underWay = post(server.port());
        Awaitility.await("it is under way").until(() -> ingest.events().size() == 1);
        int port = server.port();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        Awaitility.await("nobody is let in")
                .until(() -> get(server.healthPort(), "/health/ready").statusCode() == 503
                        && post(port).join().statusCode() == 503);
        assertThat(underWay).isNotDone();
        acknowledged.complete(null);
        assertThat(underWay.join().statusCode()).isEqualTo(202);
        stopped.join();
        assertThat(ingest.events()).hasSize(1);
    }

    @Test
    void shouldRefuseWhatWaitedTooLongForAThreadAndBeWellAfterwards() throws Exception {
        try (IngestServer server = start(
                Map.of("amurwatch.http.most-requests-under-way-of-source", Integer.toString(2 * MORE_THAN_THREADS)))) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < MORE_THAN_THREADS; i++) {
                slow.add(allButOneByte(server.port()));
            }
            Awaitility.await("they hold all threads, and some wait").until(() -> underWay() == MORE_THAN_THREADS);
            HttpResponse<String> answer;
            CompletableFuture<HttpResponse<String>> waiting =
                    post(server.port(), POSITION.replace("\"t\"", "\"late\""));
            try {
                Awaitility.await("it waits for a thread, longer than anybody may")
                        .during(Duration.ofMillis(2_200))
                        .until(() -> !waiting.isDone());
            } finally {
                for (Socket one : slow) {
                    one.getOutputStream().write('}');
                }
                answer = waiting.join();
            }
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(post(server.port()).join().statusCode()).isEqualTo(202);
            assertThat(ingest.events()).extracting(LiveEvent::key).contains("t").doesNotContain("late");
            Awaitility.await("nothing is left under way").until(() -> underWay() == 0);
            for (Socket one : slow) {
                one.close();
            }
        }
    }

    /** A sender that holds a thread, since its body is not all there. */
    private static Socket allButOneByte(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        // So many that it is not too slow meanwhile.
        String body = POSITION.substring(0, POSITION.length() - 1) + " ".repeat(400);
        String head = "POST /v1/patrol-positions HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " + TestServer.KEY
                + "\r\nContent-Type: application/json\r\nContent-Length: " + (body.length() + 1) + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private int underWay() {
        return (int) metrics.get("amurwatch_ingest_requests_under_way").gauge().value();
    }

    @Test
    void shouldNotLetKeysComeInTheClearFromOtherMachines() {
        assertThatThrownBy(() -> start(Map.of("amurwatch.http.host", "0.0.0.0")))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.WRONG_USAGE))
                .hasMessageContaining("amurwatch.http.behind-proxy");
        start(Map.of("amurwatch.http.host", "0.0.0.0", "amurwatch.http.behind-proxy", "true"))
                .close();
    }

    @Test
    void shouldSpeakTlsByCertificateAndKeyInPem(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-alias",
                        "test",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        Path certificate =
                pem(folder, "CERTIFICATE", keys.getCertificate("test").getEncoded());
        Path key = pem(
                folder,
                "PRIVATE KEY",
                keys.getKey("test", "changeit".toCharArray()).getEncoded());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", keys.getCertificate("test"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (IngestServer server = start(Map.of(
                "amurwatch.http.tls-certificate", certificate.toString(), "amurwatch.http.tls-key", key.toString()))) {
            assertThat(server.scheme()).isEqualTo("https");
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(context)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/openapi.json"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    private static Path pem(Path folder, String type, byte[] content) throws IOException {
        return Files.writeString(
                folder.resolve(type),
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + type + "-----\n");
    }

    @Test
    void shouldSayWhichFileOfTlsCantBeUsed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("tls.pem"), "secret");
        assertThatThrownBy(() -> start(Map.of(
                        "amurwatch.http.tls-certificate", file.toString(), "amurwatch.http.tls-key", file.toString())))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> start(Map.of("amurwatch.http.tls-key", file.toString())))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("both");
    }

    @Test
    void shouldSayThatAPortIsTaken() {
        try (IngestServer first = start(Map.of())) {
            assertThatThrownBy(() -> start(Map.of("amurwatch.http.port", Integer.toString(first.port()))))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("amurwatch.http.port");
        }
    }
}
