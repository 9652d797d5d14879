package org.amurwatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.event.Canary;
import org.amurwatch.local.system.KillableService;
import org.amurwatch.producer.http.EventRoutes;
import org.amurwatch.producer.http.HttpService;
import org.amurwatch.producer.http.HttpSettings;
import org.amurwatch.security.Party;
import org.amurwatch.settings.Settings;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP ingest and MQTT before a real broker that is killed while four clients and two devices send. */
class WaysInIT {

    private static final int CLIENTS = 4;
    private static final int DEVICES = 2;
    private static final int PER_REQUEST = 5;

    /** Of anything that is waited for, on a machine that is busy with other tests. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir
    private static Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final AtomicBoolean sending = new AtomicBoolean(true);
    private LocalSystemProcess system;
    private HttpService ingest;
    private MqttDevices devices;
    private LocalSystemProcess.Running mqtt;
    private KillableService streams;

    @AfterEach
    void stop() throws InterruptedException {
        sending.set(false);
        if (ingest != null) {
            ingest.close();
        }
        if (mqtt != null) {
            mqtt.process().destroyForcibly().waitFor();
        }
        if (devices != null) {
            devices.close();
        }
        if (streams != null) {
            streams.stop();
        }
        if (system != null) {
            system.close();
        }
    }

    @Test
    void shouldLoseAndRepeatNothingThatTheyAcceptedThoughTheBrokerIsKilled() throws Exception {
        int ports = LocalSystemProcess.freePortBase();
        system = LocalSystemProcess.startWithoutServices(folder, ports, "--bare", "--partitions", "2");
        system.awaitReady();
        LocalSystemProcess.Answer source =
                system.run("sources", "add", "ranger-app", "--kinds", "poaching-alerts", "--output", "json");
        assertThat(source.exitCode()).as(source.err()).isZero();
        String key = source.json().get("key").asText();
        ingest = ingest();
        await("the ingest is ready").atMost(LONGEST).until(() -> get(ingest.healthPort(), "/health/ready") == 200);

        devices = MqttDevices.start(folder);
        mqtt = system.begin("mqtt");
        // What is published before its first subscription is nobody's.
        await("mqtt listens").atMost(LONGEST).until(() -> get(devices.healthPort(), "/health/ready") == 200);

        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + DEVICES);
        IntStream.range(0, CLIENTS).forEach(number -> clients.execute(() -> send("c" + number, key)));
        IntStream.range(0, DEVICES).forEach(number -> clients.execute(() -> devices.publish("d" + number, sending)));
        awaitAccepted(200);
        await("messages of devices come in").atMost(LONGEST).until(() -> ofDevices(standing()) > 50);
        system.killBroker();
        await("an outage is answered").atMost(LONGEST).until(() -> statuses.containsKey(503));
        system.awaitExit();
        await("it is not ready without brokers")
                .atMost(LONGEST)
                .until(() -> get(ingest.healthPort(), "/health/ready") == 503);
        int before = accepted.size();
        system.close();
        system = LocalSystemProcess.startWithoutServices(folder, ports, "--bare");
        system.awaitReady();
        awaitAccepted(before + 200);
        // What it had not acknowledged is with the devices' server still.
        mqtt.process().destroyForcibly().waitFor();
        mqtt = system.begin("mqtt");
        sending.set(false);
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        await("all that the devices' server has taken over comes in")
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(standing().keySet())
                        .as("messages, by mqtt, which said: %s", Files.readString(mqtt.err()))
                        .containsAll(devices.acknowledged()));
        Map<String, Integer> standing = standing();
        System.out.println("WaysInIT: answers " + statuses + ", accepted " + accepted.size() + ", published "
                + devices.acknowledged().size() + ", standing "
                + standing.values().stream().mapToInt(Integer::intValue).sum() + " of " + standing.size() + " events");
        assertThat(standing.keySet())
                .as("each that was accepted stands in the topic")
                .containsAll(accepted);
        assertThat(statuses.keySet()).containsOnly(202, 503);
        assertDecidedOnce(ports, standing);
    }

    /** All once; but for the canary, which the system itself states anew each minute, before and while balance is read. */
    private void assertDecidedOnce(int ports, Map<String, Integer> standing) throws Exception {
        streams = new KillableService("streams", folder, ports);
        streams.start();
        streams.awaitReady();
        LocalSystemProcess.Answer balance = system.run("balance", "--output", "json");
        assertThat(balance.exitCode()).as(balance.out() + balance.err()).isZero();
        JsonNode total = balance.json().get("total");
        assertThat(total.get("accepted").asLong()).isEqualTo(standing.size());
        assertThat(total.get("corrections").asLong())
                .isBetween(canaryCorrections(standing), canaryCorrections(standing()));
        assertThat(total.get("deadLetters").asLong()).isZero();
    }

    private static long canaryCorrections(Map<String, Integer> standing) {
        return Math.max(0, standing.getOrDefault(Canary.EVENT.toString(), 0) - 1);
    }

    private static long ofDevices(Map<String, Integer> standing) {
        return standing.keySet().stream()
                .filter(key -> key.startsWith(MqttDevices.SOURCE + "/"))
                .count();
    }

    private HttpService ingest() {
        HttpSettings settings = Settings.read(
                HttpSettings.class,
                Map.of(
                        "amurwatch.http.port", "0",
                        "amurwatch.http.health-port", "0",
                        "amurwatch.http.most-events-per-minute-of-source", "1000000"));
        return new HttpService(
                new ConnectionOptions(),
                connection(),
                settings,
                Clock.systemUTC(),
                List.of(parts -> new EventRoutes(Purpose.ACTUAL, parts.clock())));
    }

    /** Sends one batch after the other, each until it is accepted. */
    private void send(String name, String key) {
        for (int number = 0; sending.get(); number++) {
            String batch = name + "-" + number;
            String body = IntStream.range(0, PER_REQUEST)
                    .mapToObj(i -> alert(batch + "-" + i))
                    .collect(Collectors.joining(","));
            HttpRequest request = HttpRequest.newBuilder(URI.create(ingest.url("127.0.0.1") + "/v1/poaching-alerts"))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(30))
                    .POST(HttpRequest.BodyPublishers.ofString("[" + body + "]"))
                    .build();
            int status = 0;
            while (status != 202 && sending.get()) {
                status = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .join()
                        .statusCode();
                statuses.computeIfAbsent(status, unknown -> new AtomicInteger()).incrementAndGet();
                pause(status == 202 ? 5 : 200);
            }
            if (status == 202) {
                IntStream.range(0, PER_REQUEST).forEach(i -> accepted.add("ranger-app/" + batch + "-" + i));
            }
        }
    }

    /** As a client that does not flood. */
    private static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    private static String alert(String id) {
        return "{\"id\": \"" + id + "\", \"kind\": \"SNARE\", \"observedAt\": \"2026-01-17T06:18:44Z\","
                + " \"location\": {\"latitude\": 43.1, \"longitude\": 131.4}}";
    }

    private void awaitAccepted(int count) {
        await(count + " events are accepted").atMost(LONGEST).until(() -> accepted.size() >= count);
    }

    /** Status of an answer; 0 while nothing listens. */
    private int get(int port, String path) throws InterruptedException {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** How often each event stands in the topic, by key. */
    private Map<String, Integer> standing() {
        Map<String, Integer> standing = new HashMap<>();
        new TopicReader(connection())
                .readRaw(Topics.POACHING_ALERTS.name(), raw -> standing.merge(raw.key(), 1, Integer::sum), count -> {});
        return standing;
    }

    private Connection connection() {
        return system.connection(Party.INGEST);
    }
}
