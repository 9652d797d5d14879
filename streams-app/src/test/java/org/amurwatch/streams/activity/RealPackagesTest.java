package org.amurwatch.streams.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.SubjectStatus;
import org.amurwatch.avro.TerritoryStatus;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Whole packages from the field, all their stations in one territory, in random order. */
class RealPackagesTest {

    private final long seed = Long.getLong("amurwatch.test.seed", System.nanoTime());

    @Test
    void shouldCountLeuvenExactly() {
        Map<String, SubjectStatus> counts = count("camtrapdp-leuven-gmu8");
        assertThat(counts).hasSize(43);
        // Computed once by a script of another language from the same files.
        assertCount(counts, "Capreolus capreolus", 1116, 1468);
        assertCount(counts, "Vulpes vulpes", 653, 676);
        assertCount(counts, "Sus scrofa", 649, 1556);
        assertCount(counts, "Columba palumbus", 192, 359);
        assertCount(counts, "Bos taurus", 12, 72);
        assertThat(counts.values().stream()
                        .mapToLong(SubjectStatus::getDetections)
                        .sum())
                .isEqualTo(3420);
        assertThat(counts.values().stream().mapToLong(SubjectStatus::getAnimals).sum())
                .isEqualTo(4988);
        assertThat(counts.values().stream()
                        .sorted((a, b) -> Long.compare(b.getDetections(), a.getDetections()))
                        .map(SubjectStatus::getSubject)
                        .limit(3))
                .containsExactly("Capreolus capreolus", "Vulpes vulpes", "Sus scrofa");
    }

    @Test
    void shouldCountTheExampleOfTheStandardExactly() {
        Map<String, SubjectStatus> counts = count("camtrapdp-tdwg-example");
        assertCount(counts, "Anas platyrhynchos", 12, 40);
        assertCount(counts, "Mustela putorius", 3, 3);
        assertThat(counts.values().stream()
                        .mapToLong(SubjectStatus::getDetections)
                        .sum())
                .isEqualTo(26);
    }

    private Map<String, SubjectStatus> count(String name) {
        System.out.println("RealPackagesTest " + name + " seed " + seed);
        List<LocatedEvent> events = events(sharedData().resolve(name));
        Collections.shuffle(events, new Random(seed));
        MemoryActivity activity = new MemoryActivity(ActivitySettings.standard(Purpose.ACTUAL));
        events.forEach(activity::add);
        DetectionOracle oracle = new DetectionOracle(events, Purpose.ACTUAL);
        assertThat(activity.days).as("seed %d", seed).isEqualTo(oracle.days);
        assertThat(activity.statuses).as("seed %d", seed).isEqualTo(oracle.statuses);

        TerritoryStatus status = activity.statuses.get("here");
        Map<String, SubjectStatus> counts = new LinkedHashMap<>();
        status.getSubjects().forEach(one -> counts.put(one.getSubject(), one));
        System.out.println("  station-nights " + status.getStationNights() + ", camera-nights "
                + status.getCameraNights() + ", from " + status.getFirstDay() + " to " + status.getLastDay());
        counts.values().forEach(one -> System.out.println("  " + one));
        assertThat(status.getStationNights()).isEqualTo(name.contains("leuven") ? 2639 : 74);
        return counts;
    }

    private static void assertCount(Map<String, SubjectStatus> counts, String name, long detections, long animals) {
        assertThat(counts.get(name).getDetections()).as(name).isEqualTo(detections);
        assertThat(counts.get(name).getAnimals()).as(name).isEqualTo(animals);
    }

    private static List<LocatedEvent> events(Path folder) {
        Placement placement = Events.placement("here", "Europe/Brussels");
        List<LocatedEvent> events = new ArrayList<>();
        Map<String, String> stations = new HashMap<>();
        for (Map<String, String> row : csv(folder.resolve("deployments.csv"))) {
            stations.put(row.get("deploymentID"), Events.SOURCE + "/" + row.get("locationID"));
            Deployment deployment = Events.deployment(
                            row.get("deploymentID"),
                            row.get("locationID"),
                            instant(row.get("deploymentStart")),
                            instant(row.get("deploymentEnd")))
                    .setCameraId(row.get("cameraID").isEmpty() ? null : row.get("cameraID"))
                    .build();
            events.add(Events.located(deployment, placement));
        }
        List<Map<String, String>> rows = csv(folder.resolve("observations.csv"));
        Set<String> withEventLevel = new HashSet<>();
        rows.stream()
                .filter(row -> row.get("observationLevel").equals("event"))
                .forEach(row -> withEventLevel.add(episode(row)));
        for (Map<String, String> row : rows) {
            boolean ofMedia = row.get("observationLevel").equals("media");
            if (row.get("observationType").equals("animal")
                    && !row.get("scientificName").isEmpty()
                    && !(ofMedia && withEventLevel.contains(episode(row)))) {
                events.add(Events.located(sighting(row, ofMedia, stations), placement));
            }
        }
        return events;
    }

    private static Sighting sighting(Map<String, String> row, boolean ofMedia, Map<String, String> stations) {
        String count = row.get("count");
        return Events.sighting(row.get("observationID"), instant(row.get("eventStart")))
                .setStationId(stations.get(row.get("deploymentID")))
                .setEpisodeId(episode(row))
                .setLevel(ofMedia ? ObservationLevel.MEDIA : ObservationLevel.EVENT)
                .setScientificName(row.get("scientificName"))
                .setCount(count.isEmpty() ? null : (int) Double.parseDouble(count))
                .build();
    }

    private static String episode(Map<String, String> row) {
        return row.get("deploymentID") + ":" + row.get("eventID");
    }

    private static String instant(String time) {
        return OffsetDateTime.parse(time).toInstant().toString();
    }

    private static Path sharedData() {
        String stated = System.getenv("AMURWATCH_SHARED_DATA");
        if (stated != null) {
            return Path.of(stated);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared/data"))) {
                return folder.resolve("shared/data");
            }
        }
        return Assumptions.abort("The real packages are not here: put them in shared/data beside the checkout, or name"
                + " their folder in AMURWATCH_SHARED_DATA.");
    }

    /** Just enough of RFC 4180: quoted fields with commas, quotes and line ends in them. */
    private static List<Map<String, String>> csv(Path file) {
        List<List<String>> records = new ArrayList<>(List.of(new ArrayList<>()));
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char c : read(file).replace("\r\n", "\n").toCharArray()) {
            if (c == '"') {
                if (!quoted && field.length() > 0) {
                    field.append(c);
                }
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                records.get(records.size() - 1).add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    records.add(new ArrayList<>());
                }
            } else {
                field.append(c);
            }
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < record.size(); i++) {
                row.put(records.get(0).get(i), record.get(i));
            }
            if (record.size() == records.get(0).size()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + file + ".", e);
        }
    }
}
