package org.amurwatch.producer.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amurwatch.avro.Purpose;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way in, against a real server: what a device published at QoS 1 is accepted, and acknowledged no sooner. */
@NeedsMosquitto
class MqttIntakeTest {

    private static final int UNDER_WAY = 200;
    private static final int LARGEST = 10_000;
    private static final List<Subscription> SUBSCRIPTIONS = SubscriptionsFile.parse("subscriptions", """
        subscriptions:
          - id: sensors
            topic: park/{device}/alert
            source: park
            types: {shot: GUNSHOT}
            place: {latitude: 43.1, longitude: 131.4}
        """);

    @TempDir
    Path folder;

    private final AcceptedEvents accepted = new AcceptedEvents();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private Mosquitto mosquitto;
    private InspectedNetwork network;
    private Mqtt5AsyncClient device;
    private MessageIntake intake;
    private MqttConnection connection;

    @BeforeEach
    void start() throws Exception {
        mosquitto = Mosquitto.open(folder);
        network = new InspectedNetwork(mosquitto.port(), this::dealtWith);
        device = MqttClient.builder()
                .useMqttVersion5()
                .identifier("device")
                .serverHost("127.0.0.1")
                .serverPort(mosquitto.port())
                .automaticReconnect()
                .initialDelay(50, TimeUnit.MILLISECONDS)
                .maxDelay(100, TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect()
                .buildAsync();
        device.connectWith().cleanStart(false).sessionExpiryInterval(600).send().get(10, TimeUnit.SECONDS);
        connect(UNDER_WAY);
    }

    private void connect(int underWay) {
        MqttMeters meters = new MqttMeters(registry);
        UnusedMessages unused = new UnusedMessages(folder.resolve("unused"), 1 << 20, meters::unusedFileDeleted);
        intake = new MessageIntake(
                new MessageReader(SUBSCRIPTIONS, Map.of(), Purpose.ACTUAL, LARGEST),
                accepted,
                () -> false,
                unused,
                meters,
                Clock.systemUTC(),
                new MessageIntake.Limits(underWay, 1 << 20, Duration.ofMillis(20), Duration.ofMillis(300)));
        connection = new MqttConnection(
                        server(network.port()), Set.of("park/+/alert"), intake, meters, Clock.systemUTC())
                .start();
        toClose.addAll(List.of(unused, intake, connection));
        await().atMost(Duration.ofSeconds(30)).until(connection::isSubscribed);
    }

    private static MqttServer server(int port) {
        return new MqttServer(
                "127.0.0.1",
                port,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "amurwatch-test",
                Duration.ofHours(1),
                LARGEST + 70_000,
                Duration.ofSeconds(2),
                Duration.ofMillis(50),
                Duration.ofMillis(200));
    }

    @AfterEach
    void close() throws Exception {
        CompletableFuture<Void> ended = device.disconnect();
        for (int i = toClose.size() - 1; i >= 0; i--) {
            toClose.get(i).close();
        }
        network.close();
        mosquitto.close();
        ended.handle((nothing, problem) -> true).get(10, TimeUnit.SECONDS);
    }

    /** A message may be acknowledged once its event is accepted, or once it is kept as one of no use. */
    private boolean dealtWith(String payload) {
        int id = payload.indexOf("\"id\":\"");
        boolean isAccepted =
                id >= 0 && accepted.has("park/" + payload.substring(id + 6, payload.indexOf('"', id + 6)) + "@gate");
        return isAccepted || kept(payload);
    }

    private boolean kept(String payload) {
        String base64 = java.util.Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        return unused().stream().anyMatch(line -> line.contains(base64));
    }

    private List<String> unused() {
        Path kept = folder.resolve("unused");
        if (!Files.exists(kept)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(kept)) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String shot(String id) {
        return "{\"id\":\"" + id + "\",\"type\":\"shot\",\"time\":\"2026-01-17T06:18:44Z\"}";
    }

    private CompletableFuture<?> publish(String payload, boolean retain) {
        return device.publishWith()
                .topic("park/gate/alert")
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(retain)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private List<CompletableFuture<?>> publishShots(int from, int to) {
        List<CompletableFuture<?>> published = new ArrayList<>();
        IntStream.range(from, to).forEach(i -> published.add(publish(shot("s" + i), false)));
        return published;
    }

    private void awaitShots(int count) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(IntStream.range(0, count)
                        .filter(i -> !accepted.has("park/s" + i + "@gate"))
                        .count())
                .as("not accepted")
                .isZero());
    }

    private void awaitCalm(Predicate<MessageIntake> calm) {
        await().atMost(Duration.ofSeconds(20)).until(() -> calm.test(intake));
    }

    @Test
    void shouldLoseNothingWhateverIsCut() throws Exception {
        long seed = System.nanoTime();
        System.out.println("Cuts by seed " + seed);
        Random random = new Random(seed);
        List<CompletableFuture<?>> published = new ArrayList<>();
        int all = 0;
        for (int round = 0; round < 8; round++) {
            published.addAll(publishShots(all, all + 60));
            all += 60;
            TimeUnit.MILLISECONDS.sleep(random.nextInt(60));
            switch (round % 4) {
                case 0 -> network.cut();
                case 1 -> {
                    mosquitto.stop();
                    mosquitto.start();
                }
                case 2 -> {
                    accepted.fails(ExitCode.UNREACHABLE);
                    // What came before may all be accepted already.
                    published.addAll(publishShots(all, all + 60));
                    all += 60;
                    awaitCalm(one -> one.outage() != null);
                    // While all that may be under way is.
                    network.cut();
                }
                default -> accepted.fails(ExitCode.DONE);
            }
        }
        for (CompletableFuture<?> one : published) {
            one.get(30, TimeUnit.SECONDS);
        }

        awaitShots(all);
        awaitCalm(one -> one.underWay() == 0 && one.outage() == null);
        assertThat(network.tooEarly()).isEmpty();
        // Some cuts find no connection to cut; the first and those in an outage do.
        assertThat(network.connections()).isGreaterThanOrEqualTo(4);
        assertThat(unused()).isEmpty();
        // Each acknowledgement that got through, so that the server holds nothing back.
        int sent = all;
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(network.acknowledged()).hasSizeGreaterThanOrEqualTo(sent));
    }

    @Test
    void shouldAcknowledgeNothingInAnOutageAndHangUpWhenItHoldsEnough() throws Exception {
        intake.close();
        connection.close();
        // Fewer than the server hands over.
        connect(10);
        accepted.fails(ExitCode.UNREACHABLE);
        for (CompletableFuture<?> one : publishShots(0, 100)) {
            one.get(10, TimeUnit.SECONDS);
        }
        awaitCalm(one -> one.outage() != null && one.underWay() == 10);
        // It has hung up, and does not come back before that is dealt with.
        await().atMost(Duration.ofSeconds(30)).until(() -> !connection.isSubscribed());
        assertThat(network.acknowledged()).isEmpty();
        assertThat(intake.underWay()).isEqualTo(10);
        accepted.fails(ExitCode.DONE);

        awaitShots(100);
        awaitCalm(one -> one.underWay() == 0 && one.outage() == null);
        assertThat(network.tooEarly()).isEmpty();
    }

    @Test
    void shouldGoOnAfterCutsInAnOutage() throws Exception {
        accepted.fails(ExitCode.UNREACHABLE);
        for (CompletableFuture<?> one : publishShots(0, 100)) {
            one.get(10, TimeUnit.SECONDS);
        }
        awaitCalm(one -> one.outage() != null);
        for (int cut = 0; cut < 3; cut++) {
            int before = network.connections();
            network.cut();
            await().atMost(Duration.ofSeconds(30)).until(() -> network.connections() > before);
        }
        assertThat(network.acknowledged()).isEmpty();
        accepted.fails(ExitCode.DONE);

        awaitShots(100);
        awaitCalm(one -> one.underWay() == 0 && one.outage() == null);
        assertThat(network.tooEarly()).isEmpty();
        assertThat(accepted.byKey().values())
                .as("each is known when it comes again")
                .allMatch(e -> e.size() == 1);
    }

    @Test
    void shouldHoldABoundedNumberWhenKafkaIsSlow() throws Exception {
        accepted.takes(50);
        for (CompletableFuture<?> one : publishShots(0, 500)) {
            one.get(20, TimeUnit.SECONDS);
        }
        awaitShots(500);
        assertThat(accepted.mostUnderWay()).isLessThanOrEqualTo(UNDER_WAY).isGreaterThan(10);
        assertThat(network.tooEarly()).isEmpty();
    }

    @Test
    void shouldKeepWhatCanNotBeUsedAndGoOn() throws Exception {
        publish("not json", false).get(10, TimeUnit.SECONDS);
        publish("[".repeat(9_000), false).get(10, TimeUnit.SECONDS);
        publish("{\"a\":\"" + "b".repeat(20_000) + "\"}", false).get(10, TimeUnit.SECONDS);
        // The server keeps this one to itself.
        publish("x".repeat(10_000_000), false).get(20, TimeUnit.SECONDS);
        publish("{\"id\":\"s7\"}", false).get(10, TimeUnit.SECONDS);
        publishShots(0, 1).get(0).get(10, TimeUnit.SECONDS);

        awaitShots(1);
        assertThat(unused())
                .hasSize(4)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("UNREADABLE", "bm90IGpzb24="),
                        line -> assertThat(line).contains("UNREADABLE"),
                        line -> assertThat(line).contains("TOO_LARGE"),
                        line -> assertThat(line).contains("NO_TYPE"));
        awaitCalm(one -> one.underWay() == 0);
        assertThat(network.tooEarly()).isEmpty();
        assertThat(network.connections()).isEqualTo(1);
        assertThat(registry.counter("amurwatch_ingest_mqtt_unused", "reason", "unreadable")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void shouldKeepWhatIsRefusedForLongAndGoOn() throws Exception {
        accepted.fails(ExitCode.FAILED);
        publishShots(0, 1).get(0).get(10, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(30)).until(() -> unused().size() == 1);
        awaitCalm(one -> one.underWay() == 0 && one.outage() == null);
        accepted.fails(ExitCode.DONE);
        publish(shot("s1"), false).get(10, TimeUnit.SECONDS);

        await().atMost(Duration.ofSeconds(30)).until(() -> accepted.has("park/s1@gate"));
        assertThat(unused().get(0)).contains("REFUSED", "It fails, by the test.");
        assertThat(network.tooEarly()).isEmpty();
    }

    @Test
    void shouldGetWhatCameWhileItWasAway() throws Exception {
        intake.close();
        connection.close();
        for (CompletableFuture<?> one : publishShots(0, 50)) {
            one.get(10, TimeUnit.SECONDS);
        }
        assertThat(accepted.byKey()).isEmpty();
        connect(UNDER_WAY);

        awaitShots(50);
        assertThat(network.tooEarly()).isEmpty();
    }

    @Test
    void shouldTakeAnOldStateOnceAndOnlyWithItsTime() throws Exception {
        connection.close();
        publish(shot("s0"), true).get(10, TimeUnit.SECONDS);
        device.publishWith()
                .topic("park/fence/alert")
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .payload("{\"type\":\"shot\"}".getBytes(StandardCharsets.UTF_8))
                .send()
                .get(10, TimeUnit.SECONDS);
        // As a new client, for which the server has the old states alone.
        MqttMeters meters = new MqttMeters(registry);
        MqttServer other = server(network.port());
        MqttConnection fresh = new MqttConnection(
                new MqttServer(
                        other.host(),
                        other.port(),
                        other.trust(),
                        other.user(),
                        other.passwordFile(),
                        "amurwatch-new",
                        other.sessionExpiry(),
                        other.largestPacket(),
                        other.keepAlive(),
                        other.firstReconnect(),
                        other.longestReconnect()),
                Set.of("park/+/alert"),
                intake,
                meters,
                Clock.systemUTC());
        toClose.add(fresh.start());
        awaitShots(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> unused().size() == 1);
        assertThat(unused().get(0)).contains("RETAINED_WITHOUT_TIME", "park/fence/alert");
        network.cut();
        publish(shot("s1"), false).get(10, TimeUnit.SECONDS);

        await().atMost(Duration.ofSeconds(30)).until(() -> accepted.has("park/s1@gate"));
        assertThat(unused()).hasSize(1);
        assertThat(accepted.byKey().get("park/s0@gate")).hasSize(1);
    }
}
