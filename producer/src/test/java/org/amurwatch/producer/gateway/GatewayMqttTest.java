package org.amurwatch.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amurwatch.avro.Purpose;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.http.EventRoutes;
import org.amurwatch.producer.http.HttpSettings;
import org.amurwatch.producer.http.IngestHealth;
import org.amurwatch.producer.http.IngestServer;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.MemoryIngest;
import org.amurwatch.producer.mqtt.InspectedNetwork;
import org.amurwatch.producer.mqtt.Mosquitto;
import org.amurwatch.producer.mqtt.MqttSettings;
import org.amurwatch.producer.mqtt.MqttWay;
import org.amurwatch.producer.mqtt.NeedsMosquitto;
import org.amurwatch.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of a message, with real servers: from Mosquitto onto the gateway's disk, and by HTTP into the centre. More kills
 * with {@code -Damurwatch.kills=50}.
 */
@NeedsMosquitto
class GatewayMqttTest {

    private static final int KILLS = Integer.getInteger("amurwatch.kills", 3);
    private static final int LONGEST_LIFE_MILLIS = 800;

    @TempDir
    private Path folder;

    private final MemoryIngest atCentre = new MemoryIngest();
    private final List<String> published = new ArrayList<>();
    private Mosquitto mosquitto;
    private InspectedNetwork network;
    private Mqtt5BlockingClient device;
    private IngestServer centre;

    @BeforeEach
    void open() throws Exception {
        for (String place : List.of("keys", "keys-of-centre")) {
            Files.writeString(Files.createDirectory(folder.resolve(place)).resolve("park"), "awk_park");
        }
        Files.writeString(folder.resolve("keys-of-centre").resolve("lora"), "awk_lora");
        Files.writeString(folder.resolve("subscriptions.yaml"), """
            subscriptions:
              - id: sensors
                topic: "{source}/{device}/alert"
                source: "{source}"
                sources: [park, lora]
                place: {latitude: 43.1, longitude: 131.4}
              - id: trackers
                topic: park/{device}/place
                source: park
                positions: true
            """);
        HttpSettings free = Settings.read(
                HttpSettings.class, Map.of("amurwatch.http.port", "0", "amurwatch.http.health-port", "0"));
        centre = IngestServer.start(
                free,
                new KeyFolder(folder.resolve("keys-of-centre"), System::nanoTime),
                atCentre,
                () -> IngestHealth.READY,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                Clock.systemUTC(),
                List.of(new EventRoutes(Purpose.ACTUAL, Clock.systemUTC())));
        mosquitto = Mosquitto.open(folder);
        network = new InspectedNetwork(mosquitto.port(), this::isOnDisk);
        device = client("device");
        device.connect();
        // As if the gateway had been there before: the server keeps what comes for it.
        Mqtt5BlockingClient before = client("amurwatch-producer");
        before.connectWith().cleanStart(false).sessionExpiryInterval(600).send();
        before.subscribeWith()
                .addSubscription()
                .topicFilter("+/+/alert")
                .qos(MqttQos.AT_LEAST_ONCE)
                .applySubscription()
                .send();
        before.disconnect();
    }

    private Mqtt5BlockingClient client(String id) {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(id)
                .serverHost("127.0.0.1")
                .serverPort(mosquitto.port())
                .buildBlocking();
    }

    @AfterEach
    void close() throws Exception {
        device.disconnect();
        network.close();
        mosquitto.close();
        centre.close();
    }

    /** Whether the event of a message is on the gateway's disk, or was sent from there already. */
    private boolean isOnDisk(String payload) {
        String id = payload.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1") + "@gate";
        Path lanes = folder.resolve("gateway").resolve("log").resolve("lanes");
        try (Stream<Path> files = Files.walk(lanes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains('"' + id + '"')) {
                    return true;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The file was sent, and is deleted.
        }
        return idsAtCentre().contains(id);
    }

    private Set<String> idsAtCentre() {
        return atCentre.events().stream()
                .filter(LiveEvent.OfPoachingAlert.class::isInstance)
                .map(event -> ((LiveEvent.OfPoachingAlert) event)
                        .value()
                        .getProvenance()
                        .getEventId())
                .collect(Collectors.toSet());
    }

    private void publish(String topic, String payload) {
        device.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private void publishShots(int count, int noteLength) {
        for (int i = 0; i < count; i++) {
            String id = "s" + published.size();
            publish(
                    "park/gate/alert",
                    "{\"id\":\"" + id + "\",\"type\":\"GUNSHOT\",\"note\":\"" + "x".repeat(noteLength) + "\"}");
            published.add(id + "@gate");
        }
    }

    private void awaitPublishedAtCentre() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(idsAtCentre()).containsAll(published));
    }

    private Map<String, String> options(Map<String, String> more) {
        Map<String, String> options = new HashMap<>(Map.of(
                "amurwatch.gateway.folder", folder.resolve("gateway").toString(),
                "amurwatch.gateway.keys-folder", folder.resolve("keys").toString(),
                "amurwatch.gateway.centre-url", "http://127.0.0.1:" + centre.port(),
                "amurwatch.gateway.leave-free-mebibytes", "0",
                "amurwatch.mqtt.tls", "false",
                "amurwatch.mqtt.port", Integer.toString(network.port()),
                "amurwatch.mqtt.unused-folder", folder.resolve("unused").toString(),
                "amurwatch.mqtt.subscriptions-file",
                        folder.resolve("subscriptions.yaml").toString()));
        options.putAll(more);
        return options;
    }

    private GatewayService start(Map<String, String> more) {
        Map<String, String> options = options(more);
        options.putAll(Map.of(
                "amurwatch.gateway.longest-wait", "PT0.5S",
                "amurwatch.http.port", "0",
                "amurwatch.http.health-port", "0"));
        return GatewayService.start(
                Settings.read(GatewaySettings.class, options),
                Settings.read(HttpSettings.class, options),
                metrics -> List.of(new EventRoutes(Purpose.ACTUAL, Clock.systemUTC())),
                MqttWay.of(Settings.read(MqttSettings.class, options), Purpose.ACTUAL),
                Clock.systemUTC());
    }

    private static String get(GatewayService gateway, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.healthPort() + path))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldLoseNothingItAcknowledgedWhenKilled() throws Exception {
        long seed = Long.getLong("amurwatch.seed", System.nanoTime());
        System.out.println("GatewayMqttTest: seed " + seed);
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            if (random.nextInt(3) == 0) {
                atCentre.breakDown();
            } else {
                atCentre.recover();
            }
            try (GatewayProcess gateway = new GatewayProcess(options(Map.of()))) {
                Thread killer = new Thread(() -> {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_LIFE_MILLIS)));
                    gateway.kill();
                });
                killer.start();
                publishShots(60, random.nextInt(9_000));
                killer.join();
            }
        }
        atCentre.recover();
        try (GatewayProcess last = new GatewayProcess(options(Map.of()))) {
            assertThat(last.url().getPort()).isGreaterThan(1);
            awaitPublishedAtCentre();
        }
        System.out.println("GatewayMqttTest: " + KILLS + " kills, " + published.size() + " published, "
                + network.acknowledged().size() + " acknowledged, "
                + atCentre.events().size() + " accepted at the centre");
        assertThat(network.tooEarly())
                .as("acknowledged before they were on the disk")
                .isEmpty();
        assertThat(network.acknowledged()).hasSizeGreaterThanOrEqualTo(published.size());
        assertThat(folder.resolve("unused")).doesNotExist();
    }

    @Test
    void shouldAcknowledgeNothingWhileItsDiskIsFull() {
        atCentre.breakDown();
        Map<String, String> small =
                Map.of("amurwatch.gateway.size-mebibytes", "1", "amurwatch.mqtt.give-up-after", "PT0.1S");
        try (GatewayService gateway = start(small)) {
            publishShots(150, 9_000);
            // Each of the twenty that the server hands over at a time is tried again, and not given up.
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get(gateway, "/metrics"))
                    .containsPattern("amurwatch_ingest_gateway_not_accepted_total ([6-9]\\d|\\d{3,})\\."));
            assertThat(network.acknowledged()).hasSizeBetween(90, 120);
            assertThat(get(gateway, "/health/ready"))
                    .contains("\"ready\":false")
                    .contains("Nothing is acknowledged to the devices' MQTT server. The gateway's disk is full");
            atCentre.recover();
            awaitPublishedAtCentre();
            await().untilAsserted(() ->
                    assertThat(get(gateway, "/health/ready")).isEqualTo("{\"ready\":true,\"waitingFor\":null}"));
        }
        assertThat(network.tooEarly()).isEmpty();
        assertThat(folder.resolve("unused")).doesNotExist();
    }

    @Test
    void shouldSendWhatEachSourceSaysByItsKey() throws Exception {
        try (GatewayService gateway = start(Map.of())) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get(gateway, "/metrics"))
                    .contains("amurwatch_ingest_mqtt_ready 1.0"));
            publish("park/gate/alert", "{\"id\":\"1\",\"type\":\"smoke\",\"count\":2}");
            publish("park/gate/alert", "{\"id\":\"2\",\"type\":\"SIGHTING Panthera pardus\"}");
            publish("park/gate/alert", "{\"id\":\"3\",\"scientificName\":\"Panthera pardus\",\"probability\":0.9}");
            publish("park/walkie/place", "{\"team\":\"north\",\"latitude\":43.2,\"longitude\":131.5}");
            publish("lora/gate/alert", "{\"id\":\"4\",\"type\":\"GUNSHOT\"}");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(atCentre.events())
                    .extracting(LiveEvent::key)
                    .containsExactlyInAnyOrder("park/1@gate", "park/2@gate", "park/3@gate", "north"));
            assertThat(get(gateway, "/health/ready")).contains("There is no key of source lora in the folder of keys.");
            Files.writeString(folder.resolve("keys").resolve("lora"), "awk_lora");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                // One that comes lets the sender look for keys again.
                publish("park/gate/alert", "{\"id\":\"5\",\"type\":\"SOS\"}");
                assertThat(idsAtCentre()).contains("4@gate");
            });
        }
    }

    @Test
    void shouldSayThatASourceCanNotBeOneOfAGateway() throws Exception {
        Files.writeString(folder.resolve("subscriptions.yaml"), """
            subscriptions:
              - {id: bells, topic: bells, source: колокола, types: {motion: HUMAN_PRESENCE}}
            """);
        assertThatThrownBy(() -> start(Map.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("Source 'колокола' of setting amurwatch.mqtt.subscriptions-file");
    }
}
