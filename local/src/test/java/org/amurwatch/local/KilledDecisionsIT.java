package org.amurwatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rule of each kind on the real system, while streams-app is killed again and again: each decides once, nothing is told twice,
 * and nothing is told that the input that waited meanwhile disproves.
 */
class KilledDecisionsIT {

    private static final String DEER = "Cervus nippon";

    /** The one incident that each rule is to make, and the greatest level that it is told at. */
    private static final Map<String, String> EXPECTED = new TreeMap<>(Map.of(
            "snare-line", "CRITICAL DISPATCH",
            "followed", "SEVERE DISPATCH",
            "shot-and-vehicle", "CRITICAL DISPATCH",
            "near-village", "WARNING REVIEW",
            "both-sides", "WARNING REVIEW",
            "animal-over-border", "INFO REVIEW",
            "camera-silent", "INFO REVIEW",
            "more-than-usual", "WARNING REVIEW",
            "impossible-movement", "INFO NONE",
            "missed-check-in", "CRITICAL DISPATCH"));

    @TempDir
    private Path folder;

    private LocalSystemProcess system;
    private WatchedPark park;

    @BeforeEach
    void start() throws Exception {
        // One partition: what was sent over weeks comes as it came then. Between several it would come in no order.
        system = LocalSystemProcess.start(folder, LocalSystemProcess.freePortBase(), "--bare", "--partitions", "1");
        system.awaitReady();
        load("territories", "territories.geojson", territory());
        load("places", "places.geojson", places());
        load("teams", "teams.yaml", resource("teams.yaml"));
        load("policies", "policies.yaml", resource("policies.yaml"));
        LocalSystemProcess.Answer applied = system.run(
                "rules", "apply", write("rules.yaml", resource("rules.yaml")).toString());
        assertThat(applied.exitCode()).as(applied.err()).isZero();
        park = new WatchedPark(system);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (park != null) {
            park.close();
        }
        system.close();
    }

    @Test
    void shouldDecideOnceWhateverIsKilledMeanwhile() throws Exception {
        await("the set is in force").atMost(Duration.ofSeconds(30)).until(() -> system.run(
                        "rules", "show", "--output", "json")
                .json()
                .get(0)
                .get("name")
                .asText()
                .equals("one-of-each"));
        sendTheHistoryWhileStreamsHangs();
        Random random = new Random(seed());
        List<Runnable> events = events(Instant.now());
        Collections.shuffle(events, random);

        for (int i = 0; i < events.size(); i++) {
            events.get(i).run();
            park.flush();
            if (i == events.size() / 3 || i == 2 * events.size() / 3) {
                Thread.sleep(random.nextInt(3_000));
                system.killStreams();
            }
        }
        awaitDecisions();
        assertThat(toldTwice()).isEmpty();

        system.killStreams();
        assertThat(incidents()).isEqualTo(EXPECTED);
        assertThat(toldTwice()).isEmpty();
        shouldNotRemindWhomAnAnswerThatWaitedSilences();
    }

    private static long seed() {
        long seed = Long.getLong("amurwatch.seed", System.nanoTime() % 10_000);
        System.out.println("KilledDecisionsIT: -Damurwatch.seed=" + seed);
        return seed;
    }

    /** Nobody had answered; the answer comes while streams-app hangs, and the next step was due long before it is read. */
    private void shouldNotRemindWhomAnAnswerThatWaitedSilences() throws Exception {
        park.sign(AlertKind.SNARE, WatchedPark.at(12, 0), Instant.now(), "rangers", "");
        for (int east = 1; east <= 2; east++) {
            park.sign(AlertKind.SNARE, WatchedPark.at(12, east), Instant.now(), "rangers", "");
        }
        park.flush();
        String incident = Objects.requireNonNull(awaitSecondSnareLine());
        system.freezeStreams();
        Instant hung = Instant.now();
        LocalSystemProcess.Answer answer =
                system.run("respond", incident, "acknowledged", "--by", "duty-officer", "--output", "json");
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        await("the next step is due a minute after the first")
                .atMost(Duration.ofSeconds(75))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Instant.now().isAfter(hung.plusSeconds(62)));
        system.killStreams();
        assertThat(messages(incident)).containsOnly("RAISED");
    }

    private String awaitSecondSnareLine() throws Exception {
        List<String> found = new ArrayList<>();
        await("the second line of snares is told")
                .atMost(Duration.ofSeconds(40))
                .until(() -> {
                    for (JsonNode incident :
                            system.run("incidents", "--all", "--output", "json").json()) {
                        if (incident.get("rules").toString().contains("snare-line")
                                && incident.get("state").asText().equals("OPEN")
                                && incident.get("openedAt")
                                                .asText()
                                                .compareTo(Instant.now()
                                                        .minusSeconds(50)
                                                        .toString())
                                        > 0
                                && !messages(incident.get("incidentId").asText())
                                        .isEmpty()) {
                            found.add(incident.get("incidentId").asText());
                        }
                    }
                    return !found.isEmpty();
                });
        return found.get(0);
    }

    /**
     * Weeks of a lonely camera, days of two busy ones that both fell silent more than a day ago, and two promises of an hour ago:
     * all of it waits while streams-app hangs. Of one of the two cameras a later sign of life waits, in another topic, and one of
     * the two patrols has kept its promise.
     */
    private void sendTheHistoryWhileStreamsHangs() throws Exception {
        system.freezeStreams();
        Instant now = Instant.now();
        Instant silentSince = now.minus(Duration.ofHours(25));
        Instant busySince = silentSince.minus(Duration.ofDays(4));
        park.inThePast(true);
        int halfHours = 0;
        for (Instant at = now.minus(Duration.ofDays(45)); at.isBefore(now); at = at.plus(Duration.ofMinutes(30))) {
            if (at.isAfter(busySince) && at.isBefore(silentSince)) {
                park.animal(DEER, WatchedPark.at(5, 0), at, "silent", "");
                park.animal(DEER, WatchedPark.at(6, 0), at, "lively", "");
            }
            if (halfHours++ % 16 == 0) {
                park.animal(DEER, WatchedPark.at(7, 0), at, "lonely", "");
            }
        }
        park.crew(WatchedPark.at(6, 0), now.minusSeconds(300), "lively");
        park.inThePast(false);
        Instant anHourAgo = now.minus(Duration.ofHours(1));
        park.promise("lost", WatchedPark.at(11, 0), anHourAgo, 20);
        park.promise("back", WatchedPark.at(11, 0), anHourAgo, 20);
        park.promise("back", WatchedPark.at(11, 0), anHourAgo.plusSeconds(900), 600);
        park.flush();
        system.killStreams();
    }

    /** All that happens now, but for what has its own history. */
    private List<Runnable> events(Instant now) {
        List<Runnable> events = new ArrayList<>();
        for (int east = 0; east < 3; east++) {
            int kilometres = east;
            events.add(() -> park.sign(AlertKind.SNARE, WatchedPark.at(0, kilometres), now, "rangers", ""));
        }
        events.add(() -> park.animal(WatchedPark.LEOPARD, WatchedPark.at(1, 0), now.minusSeconds(7_200), "one", ""));
        events.add(() -> park.sign(AlertKind.HUMAN_TRACKS, WatchedPark.at(1, 1), now.minusSeconds(600), "rangers", ""));
        events.add(() -> park.sign(AlertKind.GUNSHOT, WatchedPark.at(2, 0), now.minusSeconds(900), "sensors", "ear"));
        events.add(() -> park.sign(AlertKind.VEHICLE, WatchedPark.at(2, 1), now.minusSeconds(60), "cameras", "two"));
        events.add(
                () -> park.animal(WatchedPark.LEOPARD, WatchedPark.at(3, -1), now.minusSeconds(9_000), "west", "Anna"));
        events.add(() -> park.animal(WatchedPark.LEOPARD, WatchedPark.at(3, 1), now.minusSeconds(300), "east", "Anna"));
        events.add(() -> park.animal(WatchedPark.LEOPARD, WatchedPark.at(4, 0), now.minusSeconds(300), "four", ""));
        events.add(() ->
                park.animal(WatchedPark.LEOPARD, WatchedPark.at(8, 0), now.minusSeconds(9_000), "eight", "Boris"));
        events.add(
                () -> park.animal(WatchedPark.LEOPARD, WatchedPark.at(9, 0), now.minusSeconds(200), "nine", "Boris"));
        events.add(
                () -> park.sign(AlertKind.DOG, WatchedPark.at(10, -1), now.minusSeconds(500), "cameras", "ten-west"));
        events.add(() -> park.sign(AlertKind.DOG, WatchedPark.at(10, 1), now.minusSeconds(100), "cameras", "ten-east"));
        for (int half = 0; half < 3; half++) {
            Instant at = now.minusSeconds(half * 1_900L + 60);
            events.add(() -> park.sign(AlertKind.HUMAN_PRESENCE, WatchedPark.at(7, 0), at, "cameras", "lonely"));
        }
        return events;
    }

    private void awaitDecisions() {
        await("each rule has decided")
                .atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(incidents()).isEqualTo(EXPECTED));
    }

    /** Rule, severity and level; several incidents of one rule would stand as several. */
    private Map<String, String> incidents() throws IOException, InterruptedException {
        Map<String, String> incidents = new TreeMap<>();
        for (JsonNode incident :
                system.run("incidents", "--all", "--output", "json").json()) {
            String what = incident.get("severity").asText() + " "
                    + incident.get("level").asText();
            incident.get("rules")
                    .forEach(rule -> incidents.merge(
                            rule.asText().replaceFirst(" v1$", ""), what, (one, other) -> one + ", " + other));
        }
        return incidents;
    }

    /** First messages of one incident at one level to one team, where there are more than one. */
    private List<String> toldTwice() throws IOException, InterruptedException {
        Map<String, Integer> told = new TreeMap<>();
        for (JsonNode alert : system.run("alerts", "--output", "json").json()) {
            if (alert.get("message").asText().equals("RAISED")) {
                String key = Stream.of("incidentId", "team", "level", "severity")
                        .map(field -> alert.get(field).asText())
                        .toList()
                        .toString();
                told.merge(key, 1, Integer::sum);
            }
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(EXPECTED.size() - 1);
        return told.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::toString)
                .toList();
    }

    private List<String> messages(String incident) throws IOException, InterruptedException {
        List<String> messages = new ArrayList<>();
        for (JsonNode alert : system.run("alerts", "--output", "json").json()) {
            if (alert.get("incidentId").asText().equals(incident)) {
                messages.add(alert.get("message").asText());
            }
        }
        return messages;
    }

    private void load(String what, String name, String content) throws IOException, InterruptedException {
        LocalSystemProcess.Answer loaded =
                system.run(what, "load", write(name, content).toString());
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = KilledDecisionsIT.class.getResourceAsStream("/survive/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** One territory for all, in a zone in which it is about midnight: a night goes from noon to noon. */
    private static String territory() {
        int hour = Instant.now().atOffset(ZoneOffset.UTC).getHour();
        String zone = hour >= 12 ? "Etc/GMT-" + (24 - hour) : "Etc/GMT+" + hour;
        return """
                {"type": "FeatureCollection", "features": [{"type": "Feature",
                  "properties": {"id": "park", "name": "Park", "sector": "park", "timeZone": "%s"},
                  "geometry": {"type": "Polygon", "coordinates":
                    [[[130.5, 44.5], [131.5, 44.5], [131.5, 48.5], [130.5, 48.5], [130.5, 44.5]]]}}]}
                """.formatted(zone);
    }

    /** A border through the spots 3 and 10, and a village half a kilometre from spot 4. */
    private static String places() {
        return """
                {"type": "FeatureCollection", "features": [
                  {"type": "Feature", "properties": {"id": "border-3", "kind": "border", "name": "South border"},
                   "geometry": {"type": "LineString", "coordinates": [[131.0, 45.55], [131.0, 45.65]]}},
                  {"type": "Feature", "properties": {"id": "border-10", "kind": "border", "name": "North border"},
                   "geometry": {"type": "LineString", "coordinates": [[131.0, 46.95], [131.0, 47.05]]}},
                  {"type": "Feature", "properties": {"id": "village", "kind": "village", "name": "Village"},
                   "geometry": {"type": "Point", "coordinates": [131.0, 45.805]}}]}
                """;
    }
}
