package org.amurwatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.Sighting;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two parks on both sides of a border, each with a system of its own, exchange what they agreed on over a network that is cut. */
class ExchangeIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "a token of the tests";

    /** Of the cameras; what is released are centres of cells: 43.125, 131.455. */
    private static final Pattern EXACT =
            Pattern.compile("43[.]12[0-4][0-9]|131[.]45[0-8][0-9]|leopard-[0-9]|Leo 12M|by the brook");

    private static final Instant SEEN = Instant.parse("2026-01-17T06:18:44Z");

    @TempDir
    private static Path folder;

    private static Park khasan;
    private static Park hunchun;

    @BeforeAll
    static void start() throws Exception {
        khasan = new Park("khasan", folder.resolve("khasan"), LocalSystemProcess.freePortBase());
        hunchun = new Park("hunchun", folder.resolve("hunchun"), LocalSystemProcess.freePortBase(khasan.ports));
        khasan.system.awaitReady();
        hunchun.system.awaitReady();
        String ofKhasan = hunchun.key("khasan-amurwatch");
        String ofHunchun = khasan.key("hunchun-amurwatch");
        khasan.agreeWith(hunchun, ofKhasan, "{Leo 12M: M7}");
        hunchun.agreeWith(khasan, ofHunchun, "{}");
    }

    @AfterAll
    static void stop() throws Exception {
        khasan.close();
        hunchun.close();
    }

    @Test
    void shouldExchangeWithoutLossRepeatsOrEchoWhileTheNetworkIsCut() throws Exception {
        khasan.see(1, 20);
        hunchun.see(1, 15);
        await("all has crossed").atMost(SOON).untilAsserted(() -> {
            assertThat(hunchun.from("khasan-amurwatch")).hasSize(20);
            assertThat(khasan.from("hunchun-amurwatch")).hasSize(15);
        });

        khasan.way.cut();
        hunchun.way.cut();
        khasan.see(21, 40);
        hunchun.see(16, 30);
        khasan.correct(1);
        khasan.withdraw(2);
        await("released here").atMost(SOON).until(() -> khasan.released().size() == 40);
        assertThat(hunchun.from("khasan-amurwatch")).hasSize(20);

        // The first two answers are lost: what they were about was taken, and is sent again.
        khasan.way.mend(2);
        hunchun.way.mend(2);
        await("all has crossed, the withdrawal after its minute too")
                .atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> {
                    assertThat(hunchun.from("khasan-amurwatch")).hasSize(39);
                    assertThat(khasan.from("hunchun-amurwatch")).hasSize(30);
                });

        List<Sighting> there = hunchun.from("khasan-amurwatch");
        assertThat(there).allSatisfy(sighting -> {
            // Cells of 0.01 degree, and their centres.
            assertThat(sighting.getPosition().getLatitude()).isEqualTo(43.125);
            assertThat(sighting.getPosition().getLongitude()).isEqualTo(131.455);
            assertThat(sighting.getIdentification().getIndividualId()).isEqualTo("M7");
        });
        assertThat(there).filteredOn(sighting -> sighting.getCount() == 3).hasSize(1);
        assertThat(new TreeSet<>(hunchun.released().values()))
                .as("what came from there is not released here")
                .containsOnly("hunchun-to-khasan");
        await("and nothing comes back")
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(15))
                .until(() -> khasan.released().size() == 40
                        && hunchun.released().size() == 30
                        && khasan.from("hunchun-amurwatch").size() == 30);
        khasan.assertNothingExactWasSaid();
        hunchun.assertNothingExactWasSaid();
    }

    /** A park's system: brokers, registry, decisions and records, ingest, partners. */
    private static final class Park implements AutoCloseable {

        private final String name;
        private final Path root;
        private final int ports;
        private final LocalSystemProcess system;
        private final CutNetwork way;
        private final List<LocalSystemProcess.Running> services = new ArrayList<>();
        private final HttpClient client = HttpClient.newHttpClient();
        private Connection connection;
        private String cameraKey = "";
        private String feed = "";

        Park(String name, Path root, int ports) throws Exception {
            this.name = name;
            this.root = root;
            Files.createDirectories(root);
            this.ports = ports;
            this.system = LocalSystemProcess.startWithoutServices(root, ports, "--bare");
            this.way = new CutNetwork(ports + 6);
        }

        /** A key for somebody who sends here. */
        String key(String source) throws Exception {
            return system.run("sources", "add", source, "--kinds", "sightings", "--output", "json")
                    .json()
                    .get("key")
                    .asText();
        }

        void agreeWith(Park other, String keyThere, String individuals) throws Exception {
            cameraKey = key("camera");
            Files.writeString(root.resolve("release.key"), "A".repeat(43) + "=");
            Files.writeString(root.resolve("there.key"), keyThere);
            Files.writeString(root.resolve("amurwatch.properties"), """
                    amurwatch.streams.http-port=%d
                    amurwatch.streams.state-dir=%s
                    amurwatch.streams.release-key-file=%s
                    amurwatch.http.port=%d
                    amurwatch.http.health-port=%d
                    amurwatch.partners.partners-file=partners.yaml
                    amurwatch.partners.port=%d
                    amurwatch.partners.health-port=%d
                    amurwatch.partners.longest-retry-wait=PT1S
                    """.formatted(
                            ports + 1,
                            root.resolve("streams"),
                            root.resolve("release.key"),
                            ports + 6,
                            ports + 7,
                            ports + 8,
                            ports + 9));
            Files.writeString(root.resolve("partners.yaml"), """
                    partners:
                      - {id: %s-to-%s, kind: amurwatch, url: "http://127.0.0.1:%d", keyFile: there.key, source: /%s, privateNetwork: true, rateLimit: 6000, feedTokenSha256: %s}
                    """.formatted(
                    name, other.name, other.way.port(), name, HexFormat.of().formatHex(sha256(TOKEN))));
            feed = "/feeds/" + name + "-to-" + other.name + "/events.geojson";
            services.add(system.begin("streams"));
            services.add(system.begin("http"));
            Path agreements = root.resolve("agreements.yaml");
            Files.writeString(agreements, """
                    agreements:
                      - id: %s-to-%s
                        name: %s
                        species: [Panthera pardus]
                        precision: "0.01"
                        times: moment
                        individuals: %s
                        sources: [%s-amurwatch]
                        from: 2020-01-01T00:00:00Z
                    """.formatted(name, other.name, other.name, individuals, other.name));
            LocalSystemProcess.Answer loaded = system.run("agreements", "load", agreements.toString());
            assertThat(loaded.exitCode()).as(loaded.err()).isZero();
            services.add(system.begin("partners"));
            connection = system.connection(Party.RECORDS);
        }

        void see(int first, int last) throws Exception {
            ArrayNode sightings = JSON.createArrayNode();
            for (int number = first; number <= last; number++) {
                sightings.add(sighting(number));
            }
            send(sightings);
        }

        void correct(int number) throws Exception {
            send(JSON.createArrayNode().add(sighting(number).put("count", 3)));
        }

        void withdraw(int number) throws Exception {
            send(JSON.createArrayNode().add(sighting(number).put("withdrawn", true)));
        }

        private ObjectNode sighting(int number) {
            ObjectNode sighting = JSON.createObjectNode()
                    .put("id", "leopard-" + number)
                    .put("scientificName", "Panthera pardus orientalis")
                    .put("count", 1)
                    .put("method", "CAMERA_TRAP")
                    .put("observedAt", SEEN.plusSeconds(number * 3600L).toString());
            sighting.putObject("individual").put("id", "Leo 12M");
            sighting.put("note", "by the brook");
            // Anywhere in a cell.
            sighting.putObject("location")
                    .put("latitude", 43.1201 + number * 0.0001)
                    .put("longitude", 131.4502 + number * 0.0002);
            return sighting;
        }

        private void send(ArrayNode sightings) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + (ports + 6) + "/v1/sightings"))
                    .header("Authorization", "Bearer " + cameraKey)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(sightings.toString()))
                    .build();
            await("the ingest takes it").atMost(SOON).ignoreExceptions().untilAsserted(() -> {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
            });
        }

        /** The sightings of a source that hold here now, as decisions have placed them. */
        List<Sighting> from(String source) {
            Map<String, Sighting> current = new TreeMap<>();
            new TopicReader(connection).read(Topics.OBSERVATIONS, (raw, change) -> {
                LocatedEvent now = change.getNow();
                if (now != null && now.getSighting() != null) {
                    current.put(change.getEventKey(), now.getSighting());
                } else {
                    current.remove(change.getEventKey());
                }
            });
            return current.values().stream()
                    .filter(sighting -> sighting.getProvenance().getSourceId().equals(source))
                    .toList();
        }

        /** The agreement of each event that was released here, by its id. */
        Map<String, String> released() {
            Map<String, String> released = new TreeMap<>();
            new TopicReader(connection)
                    .read(Topics.RELEASE_PARTNER, (raw, event) -> released.put(event.getId(), agreement(event)));
            return released;
        }

        /** Neither in the feed, nor in metrics, nor in what the services wrote down. */
        void assertNothingExactWasSaid() throws Exception {
            List<String> said = new ArrayList<>();
            String events = get(ports + 8, feed);
            assertThat(events).contains("43.125", "131.455");
            said.add(events);
            for (int port : List.of(ports + 1, ports + 7, ports + 9)) {
                said.add(get(port, "/metrics"));
            }
            for (LocalSystemProcess.Running service : services) {
                said.add(Files.readString(service.out()) + Files.readString(service.err()));
            }
            assertThat(said)
                    .allSatisfy(text ->
                            assertThat(EXACT.matcher(text).find()).as(text).isFalse());
        }

        private String get(int port, String path) throws Exception {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + TOKEN)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer.body();
        }

        private static byte[] sha256(String text) throws Exception {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        }

        private static String agreement(ReleasedEvent event) {
            return event.getAgreementId();
        }

        @Override
        public void close() throws Exception {
            for (LocalSystemProcess.Running service : services) {
                service.process().destroyForcibly();
            }
            way.close();
            system.close();
        }
    }
}
