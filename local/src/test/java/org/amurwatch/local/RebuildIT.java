package org.amurwatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.local.LocalSystemProcess.Answer;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rebuild against the whole local system: what moved is moved, and nobody is told twice or not at all. */
class RebuildIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldPlaceEverythingAgainAndTellNobodyTwice() throws Exception {
        write("teams.yaml", """
                teams:
                  - id: north
                    name: North patrol
                    sectors: [hills]
                    kinds: [GUNSHOT, SNARE]
                    endpoints: [patrol-phone]
                """);
        write("before.geojson", square("old-valley", 43.0, 44.0));
        write("after.geojson", square("old-valley", 43.0, 43.2));
        write("agreements.yaml", """
                agreements:
                  - {id: north, name: North, species: [all], kinds: [gunshot, snare], precision: "0.01", times: moment,
                     from: 2020-01-01T00:00:00Z}
                """);
        writePackage();
        try (LocalSystemProcess system =
                LocalSystemProcess.start(folder, LocalSystemProcess.freePortBase(), "--bare", "--partitions", "2")) {
            system.awaitReady();
            done(system.run("teams", "load", "teams.yaml"));
            done(system.run("territories", "load", "before.geojson"));
            done(system.run("agreements", "load", "agreements.yaml"));
            done(system.run("import", "camtrap-dp", "package", "--output", "json"));
            done(system.run("report", "GUNSHOT", "--lat", "43.1", "--lon", "131.4", "--id", "shot-1"));
            awaitDelivered(system, 1);
            assertThat(animals(system)).containsExactly("old-valley 2");

            done(system.run("territories", "load", "after.geojson"));
            assertThat(animals(system)).as("placed once").containsExactly("old-valley 2");

            await("released").atMost(SOON).until(() -> released(system).size() == 3);
            ReleasedEvent shot = shots(system).get(0);

            JsonNode dry = done(system.run("rebuild", "decisions", "--dry-run", "--output", "json"));
            assertThat(dry.get("switched").asBoolean()).isFalse();
            assertThat(dry.get("days").toString()).contains("outside/43.5,131.4");
            assertThat(animals(system)).as("a dry run").containsExactly("old-valley 2");

            JsonNode rebuilt = done(system.run("rebuild", "records", "--output", "json"));
            assertThat(rebuilt.get("generation").asInt()).isEqualTo(2);
            assertThat(rebuilt.get("days")).isEqualTo(dry.get("days"));
            assertThat(animals(system)).containsExactlyInAnyOrder("old-valley 1", "outside/43.5,131.4 1");
            assertThat(done(system.run("balance", "--output", "json"))
                            .get("exact")
                            .asBoolean())
                    .isTrue();

            assertThat(released(system)).as("nothing is released again").hasSize(3);

            // The same event again, edited, and a new one.
            done(system.run("report", "GUNSHOT", "--lat", "43.1", "--lon", "131.41", "--id", "shot-1"));
            done(system.run("report", "SNARE", "--lat", "43.1", "--lon", "131.4", "--id", "snare-1"));
            awaitDelivered(system, 2);
            await("the edit for partners")
                    .atMost(SOON)
                    .until(() -> shots(system).size() == 2);
            ReleasedEvent edited = shots(system).get(1);
            assertThat(edited.getId()).isEqualTo(shot.getId());
            assertThat(edited.getVersion())
                    .as("what the last generation told is known")
                    .isEqualTo(2);

            done(system.run("rebuild", "decisions", "--output", "json"));
            // Far from the first, so that it is an incident of its own.
            done(system.run("report", "GUNSHOT", "--lat", "43.1", "--lon", "131.9", "--id", "shot-2"));
            awaitDelivered(system, 3);
            assertThat(done(system.run("balance", "--output", "json"))
                            .get("exact")
                            .asBoolean())
                    .isTrue();
            assertThat(animals(system)).containsExactlyInAnyOrder("old-valley 1", "outside/43.5,131.4 1");
            assertThat(done(system.run("rebuild", "records", "--dry-run", "--output", "json"))
                            .get("days"))
                    .as("what is shown is what would be made again")
                    .isEmpty();
        }
    }

    private static List<ReleasedEvent> released(LocalSystemProcess system) {
        Connection connection = system.connection(Party.PARTNERS);
        List<ReleasedEvent> released = new ArrayList<>();
        new TopicReader(connection).read(Topics.RELEASE_PARTNER, (raw, event) -> released.add(event));
        return released;
    }

    private static List<ReleasedEvent> shots(LocalSystemProcess system) {
        return released(system).stream()
                .filter(event -> event.getKind() == AlertKind.GUNSHOT)
                .sorted(Comparator.comparing(ReleasedEvent::getVersion))
                .toList();
    }

    /** Exactly so many incidents told, each delivered with one attempt; reminders while nobody answers are none. */
    private static void awaitDelivered(LocalSystemProcess system, int count) {
        await("deliveries")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    List<JsonNode> raised = new ArrayList<>();
                    for (JsonNode alert : done(system.run("alerts", "--output", "json"))) {
                        if (alert.get("message").asText().equals("RAISED")) {
                            raised.add(alert);
                        }
                    }
                    assertThat(raised).hasSize(count).allSatisfy(alert -> {
                        assertThat(alert.findValuesAsText("outcome")).containsExactly("DELIVERED");
                        assertThat(alert.findValuesAsText("attempts")).containsExactly("1");
                    });
                });
    }

    private static List<String> animals(LocalSystemProcess system) throws IOException, InterruptedException {
        List<String> animals = new ArrayList<>();
        for (JsonNode row : done(system.run("activity", "--by", "territory", "--output", "json"))) {
            if (row.get("type").asText().equals("sighting")) {
                animals.add(
                        row.get("territory").asText() + " " + row.get("animals").asInt());
            }
        }
        return animals;
    }

    private static JsonNode done(Answer answer) throws IOException {
        assertThat(answer.exitCode()).as("%s", answer).isZero();
        return answer.out().startsWith("{") || answer.out().startsWith("[") ? answer.json() : null;
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private static String square(String id, double south, double north) {
        return """
                {"type": "FeatureCollection", "features": [{"type": "Feature",
                 "properties": {"id": "%s", "name": "The valley", "sector": "hills", "timeZone": "Asia/Vladivostok"},
                 "geometry": {"type": "Polygon", "coordinates":
                  [[[131, %2$s], [132, %2$s], [132, %3$s], [131, %3$s], [131, %2$s]]]}}]}
                """.formatted(id, south, north);
    }

    private void writePackage() throws IOException {
        write("package/datapackage.json", """
                {"profile": "https://raw.githubusercontent.com/tdwg/camtrap-dp/1.0/camtrap-dp-profile.json",
                 "name": "valley", "created": "2024-08-01T00:00:00Z",
                 "project": {"id": "valley", "title": "Valley", "individualAnimals": false},
                 "resources": [
                  {"name": "deployments", "path": "deployments.csv"},
                  {"name": "media", "path": "media.csv"},
                  {"name": "observations", "path": "observations.csv"}]}
                """);
        write("package/deployments.csv", """
                deploymentID,locationID,latitude,longitude,deploymentStart,deploymentEnd
                south,south,43.1,131.4,2024-05-01T00:00:00Z,2024-05-20T00:00:00Z
                north,north,43.5,131.4,2024-05-01T00:00:00Z,2024-05-20T00:00:00Z
                """);
        write("package/media.csv", "mediaID,deploymentID,timestamp,filePath\n");
        write("package/observations.csv", """
                observationID,deploymentID,eventID,eventStart,eventEnd,observationLevel,observationType,scientificName,count
                o1,south,e1,2024-05-03T10:00:00Z,2024-05-03T10:01:00Z,event,animal,Panthera pardus,1
                o2,north,e2,2024-05-03T12:00:00Z,2024-05-03T12:01:00Z,event,animal,Panthera pardus,1
                """);
    }
}
