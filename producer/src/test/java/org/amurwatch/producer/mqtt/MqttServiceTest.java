package org.amurwatch.producer.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Purpose;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as its settings make it: TLS, a password from a file, health and metrics. */
@NeedsMosquitto
class MqttServiceTest {

    private static final String PASSWORD = "s3cret-word";

    @TempDir
    Path folder;

    private final AcceptedEvents accepted = new AcceptedEvents();

    private MqttSettings settings(Map<String, String> more) throws IOException {
        Map<String, String> all = new HashMap<>();
        all.put(
                "subscriptions-file",
                Files.writeString(folder.resolve("subscriptions.yaml"), """
                    subscriptions:
                      - id: bells
                        topic: bells/{device}
                        payload: text
                        source: bells
                        place: {latitude: 43.5, longitude: 131.5}
                        types: {motion: HUMAN_PRESENCE}
                    """).toString());
        all.put("unused-folder", folder.resolve("unused").toString());
        all.put("http-port", "0");
        all.putAll(more);
        Map<String, String> named = new HashMap<>();
        all.forEach((name, value) -> named.put("amurwatch.mqtt." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(MqttSettings.class)
                .withSources(new PropertiesConfigSource(named, "test", 500))
                .build()
                .getConfigMapping(MqttSettings.class);
    }

    private MqttService service(MqttSettings settings) {
        return new MqttService(
                settings, MqttWay.of(settings, Purpose.ACTUAL), accepted, () -> false, Clock.systemUTC());
    }

    private static HttpResponse<String> get(MqttService service, String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** A server with TLS, where {@code ingest} may log in; the folder gets {@code ca.pem}. */
    private Mosquitto secured() throws Exception {
        String keys = folder.resolve("keys.p12").toString();
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        run(
                keytool,
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=dns:localhost",
                "-keystore",
                keys,
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit");
        Path certificate = folder.resolve("ca.pem");
        run(
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "broker",
                "-file",
                certificate.toString(),
                "-keystore",
                keys,
                "-storepass",
                "changeit");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(keys))) {
            store.load(in, "changeit".toCharArray());
        }
        Path key = Files.writeString(
                folder.resolve("broker.key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(store.getKey("broker", "changeit".toCharArray())
                                        .getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Path passwords = Files.createFile(folder.resolve("passwords"));
        run(
                NeedsMosquitto.Program.find("mosquitto_passwd").orElseThrow().toString(),
                "-b",
                passwords.toString(),
                "ingest",
                PASSWORD);
        return new Mosquitto(
                folder,
                "certfile " + certificate + "\nkeyfile " + key + "\nallow_anonymous false\npassword_file " + passwords);
    }

    private Map<String, String> toSecured(Mosquitto mosquitto, String password) throws IOException {
        return Map.of(
                "host", "localhost",
                "port", Integer.toString(mosquitto.port()),
                "ca-file", folder.resolve("ca.pem").toString(),
                "user", "ingest",
                "password-file",
                        Files.writeString(folder.resolve("password"), password + "\n")
                                .toString());
    }

    @Test
    void shouldLogInOverTlsAndWithANewPasswordOnceItIsWritten() throws Exception {
        try (Mosquitto mosquitto = secured();
                MqttService service = service(settings(toSecured(mosquitto, "wrong")))) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            get(service, "/health/ready").body())
                    .contains("refuses the user or the password")
                    .doesNotContain("wrong"));
            assertThat(get(service, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(service, "/health/live").statusCode()).isEqualTo(200);
            toSecured(mosquitto, PASSWORD);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(service, "/health/ready").statusCode() == 200);
            assertThat(get(service, "/metrics").body())
                    .contains(
                            "amurwatch_ingest_mqtt_ready 1.0",
                            "amurwatch_ingest_mqtt_unused_lost_total 0.0",
                            "jvm_gc_live_data_size_bytes");
        }
    }

    @Test
    void shouldCountWhatItTakes() throws Exception {
        try (Mosquitto mosquitto = Mosquitto.open(folder);
                MqttService service =
                        service(settings(Map.of("port", Integer.toString(mosquitto.port()), "tls", "false")))) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(service, "/health/ready").statusCode() == 200);
            Mqtt5BlockingClient device = MqttClient.builder()
                    .useMqttVersion5()
                    .serverHost("127.0.0.1")
                    .serverPort(mosquitto.port())
                    .buildBlocking();
            device.connect();
            for (String text : List.of("motion", "smoke")) {
                device.publishWith()
                        .topic("bells/b1")
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(text.getBytes(StandardCharsets.UTF_8))
                        .send();
            }
            device.disconnect();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(get(service, "/metrics").body())
                            .contains(
                                    "amurwatch_ingest_mqtt_events_total{kind=\"poaching_alert\",subscription=\"bells\"}"
                                            + " 2.0",
                                    "amurwatch_ingest_mqtt_unknown_types_total{subscription=\"bells\"} 1.0")
                            .doesNotContain("43.5", "b1"));
        }
    }

    @Test
    void shouldRefuseSettingsThatCanNotBeMeant() throws Exception {
        assertThatThrownBy(() -> MqttServer.of(settings(Map.of("user", "ingest"))))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("go together");
        assertThatThrownBy(() -> MqttServer.of(settings(
                        Map.of("host", "203.0.113.7", "tls", "false", "user", "ingest", "password-file", "/nowhere"))))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("without TLS no password");
        assertThatThrownBy(() -> MqttServer.of(settings(Map.of("user", "ingest", "password-file", "/nowhere"))))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("password-file (NoSuchFileException)");
        assertThatThrownBy(() -> MqttServer.of(settings(Map.of("under-way", "0"))))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("expected 20 to 60000");
    }
}
