package org.amurwatch.local.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.amurwatch.local.GeneratedPackage;
import org.amurwatch.local.phone.PatrolPhone;
import org.amurwatch.local.phone.PhoneMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/** The whole path against the public images of Kafka and the registry as they come: nothing of ours starts or sets them up. */
@NeedsDocker
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndContainersIT {

    private static final String SECRET = "whsec_dGhlIHBob25lIG9mIGEgdGVzdCB3aXRoIGNvbnRhaW5lcnM=";
    private static final int REGISTRY_PORT = 8080;

    @TempDir
    private static Path folder;

    private static final List<Process> SERVICES = new ArrayList<>();
    private static KafkaContainer kafka;
    private static GenericContainer<?> registry;
    private static PatrolPhone phone;
    private static Commands commands;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        kafka = new KafkaContainer(Images.kafka());
        registry = new GenericContainer<>(Images.registry())
                .withEnv("QUARKUS_HTTP_HOST", "0.0.0.0")
                .withExposedPorts(REGISTRY_PORT)
                .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects")
                        .forPort(REGISTRY_PORT)
                        .withStartupTimeout(Duration.ofMinutes(3)));
        kafka.start();
        registry.start();
        phone = new PatrolPhone(SECRET, Clock.systemUTC(), message -> {});
        phone.start(0);
        int streamsPort = freePort();
        int dispatchPort = freePort();
        commands = new Commands(
                folder,
                Map.of(
                        "AMURWATCH_BOOTSTRAP_SERVERS",
                        kafka.getBootstrapServers(),
                        "AMURWATCH_REGISTRY_URL",
                        "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT)
                                + "/apis/ccompat/v7",
                        "AMURWATCH_DISPATCH_ENDPOINTS_FILE",
                        endpoints().toString(),
                        "AMURWATCH_STREAMS_STATE_DIR",
                        folder.resolve("streams").toString(),
                        "AMURWATCH_STREAMS_HTTP_PORT",
                        Integer.toString(streamsPort),
                        "AMURWATCH_CONSUMER_HTTP_PORT",
                        Integer.toString(dispatchPort)));
        commands.require("topics", "create");
        commands.require("schemas", "register");
        SERVICES.add(commands.begin("streams"));
        SERVICES.add(commands.begin("dispatch"));
        awaitReady("streams", streamsPort);
        awaitReady("dispatch", dispatchPort);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        for (Process service : SERVICES) {
            service.destroy();
            if (!service.waitFor(30, TimeUnit.SECONDS)) {
                service.destroyForcibly();
            }
        }
        if (phone != null) {
            phone.stop();
        }
        if (registry != null) {
            registry.stop();
        }
        if (kafka != null) {
            kafka.stop();
        }
    }

    @Test
    @Order(1)
    void shouldTellThePhoneOfAReportedShotWithAValidSignature() throws Exception {
        commands.require("territories", "load", example("territories.geojson"));
        commands.require("teams", "load", example("teams.yaml"));

        commands.require("report", "GUNSHOT", "--lat", "43.1", "--lon", "131.4", "--id", "shot-1");

        await("the alert goes through three hops and a webhook")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(phone.messages())
                        .anyMatch(message -> message.body().contains("team-kedrovaya-pad")));
        PhoneMessage message = phone.messages().get(0);
        assertThat(message.signatureValid()).isTrue();
        assertThat(message.body()).contains("GUNSHOT").doesNotContain("43.1");
    }

    @Test
    @Order(2)
    void shouldCountAPackageExactly() throws Exception {
        Path cards = GeneratedPackage.write(folder.resolve("package"), 1000, 7);
        Path circles = Files.writeString(
                folder.resolve("circles.geojson"),
                commands.require(
                                "territories",
                                "derive",
                                "camtrap-dp",
                                cards.toString(),
                                "--radius",
                                "400",
                                "--time-zone",
                                "Asia/Vladivostok")
                        .out());
        commands.require("territories", "load", circles.toString());

        commands.require("import", "camtrap-dp", cards.toString(), "--output", "json");

        assertThat(counts()).isEqualTo(GeneratedPackage.expected(cards));
        assertThat(commands.require("balance", "--output", "json")
                        .json()
                        .get("exact")
                        .asBoolean())
                .isTrue();
        assertThat(phone.messages()).as("an import of the past pages nobody").allMatch(message -> message.body()
                .contains("GUNSHOT"));
    }

    private static Map<String, Long> counts() throws IOException, InterruptedException {
        Map<String, Long> counts = new TreeMap<>();
        commands.require("activity", "--by", "total", "--output", "json").json().forEach(row -> {
            if (row.get("type").asText().equals("sighting")) {
                String subject = row.get("subject").asText();
                counts.put(subject + " detections", row.get("detections").asLong());
                counts.put(subject + " animals", row.get("animals").asLong());
            }
        });
        return counts;
    }

    private static Path endpoints() throws IOException {
        Files.writeString(folder.resolve("phone.secret"), SECRET);
        return Files.writeString(folder.resolve("endpoints.yaml"), """
                endpoints:
                  - name: patrol-phone
                    channel: webhook
                    url: http://127.0.0.1:%d/alerts
                    secretFile: phone.secret
                    privateNetwork: true
                """.formatted(phone.port()));
    }

    /** A file of the example, as a person has it in a folder. */
    private static String example(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (InputStream in =
                Objects.requireNonNull(EndToEndContainersIT.class.getResourceAsStream("/example/" + name))) {
            Files.copy(in, copy);
        }
        return copy.toString();
    }

    private static void awaitReady(String service, int port) {
        await(service + " is ready; its log is in target/containers-" + service + ".log")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    HttpURLConnection ready =
                            (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/health/ready")
                                    .toURL()
                                    .openConnection();
                    return ready.getResponseCode() == 200;
                });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
