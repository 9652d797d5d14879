package org.amurwatch.producer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real packages. What is expected is counted from their files here, in another way than the import does. */
class RealPackagesTest {

    @TempDir
    private Path folder;

    private final EventLog log = new EventLog();

    private static Path real(String name) {
        String stated = System.getenv("AMURWATCH_SHARED_DATA");
        if (stated != null) {
            return existing(Path.of(stated).resolve(name));
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path data = at.resolve("shared").resolve("data");
            if (Files.isDirectory(data)) {
                return existing(data.resolve(name));
            }
        }
        return Assumptions.abort("There is no folder shared/data beside the checkout, with the real packages.");
    }

    private static Path existing(Path data) {
        Assumptions.assumeTrue(Files.isDirectory(data), "There is no real package " + data);
        return data;
    }

    private static List<Map<String, String>> rows(Path csv) throws IOException {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerFor(Map.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(csv.toFile())) {
            return rows.readAll();
        }
    }

    /** Counts as the rules say, with everything in memory. */
    private record Expected(
            long rows, Map<String, Long> animals, Set<String> people, Map<String, Long> others, long covered) {

        static Expected of(List<Map<String, String>> rows) {
            Set<String> whole = new HashSet<>();
            for (Map<String, String> row : rows) {
                if (row.get("observationLevel").equals("event")) {
                    whole.add(row.get("deploymentID") + " " + row.get("eventID"));
                }
            }
            Map<String, Long> animals = new TreeMap<>();
            Map<String, Long> others = new TreeMap<>();
            Set<String> people = new HashSet<>();
            long covered = 0;
            for (Map<String, String> row : rows) {
                String event = row.get("deploymentID") + " " + row.get("eventID");
                String type = row.get("observationType");
                if (type.equals("human") || type.equals("vehicle")) {
                    people.add(event + " " + type);
                } else if (row.get("observationLevel").equals("media") && whole.contains(event)) {
                    covered++;
                } else if (type.equals("animal")) {
                    animals.merge(row.get("scientificName"), 1L, Long::sum);
                } else {
                    others.merge(type, 1L, Long::sum);
                }
            }
            return new Expected(rows.size(), animals, people, others, covered);
        }

        long sightings() {
            return animals.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private Expected check(String name) throws IOException {
        Path path = real(name);
        Expected expected = Expected.of(rows(path.resolve("observations.csv")));
        Importer.Result result = new Importer(log, folder).run(path);

        assertThat(result.rejected()).isEmpty();
        assertThat(result.count(Count.READ)).isEqualTo(expected.rows());
        assertThat(result.accounted()).isEqualTo(expected.rows());
        assertThat(result.count(Count.COVERED)).isEqualTo(expected.covered());
        assertThat(result.count(Count.UNCLASSIFIED)).isEqualTo(expected.others().getOrDefault("unclassified", 0L));
        assertThat(result.count(Count.UNKNOWN)).isEqualTo(expected.others().getOrDefault("unknown", 0L));
        assertThat(result.count(Count.BLANK)).isEqualTo(expected.others().getOrDefault("blank", 0L));
        assertThat(result.count(Count.PUBLISHED))
                .isEqualTo(expected.sightings() + expected.people().size());
        Map<String, Long> species = log.of(Sighting.class).stream()
                .collect(Collectors.groupingBy(Sighting::getScientificName, TreeMap::new, Collectors.counting()));
        assertThat(species).isEqualTo(expected.animals());
        assertThat(log.of(PoachingAlert.class)).hasSize(expected.people().size());
        long unclassified = log.deployments().values().stream()
                .flatMap(deployment -> deployment.getTallies().stream())
                .mapToLong(ClassificationTally::getUnclassified)
                .sum();
        assertThat(unclassified + suspectUnclassified(result, path)).isEqualTo(result.count(Count.UNCLASSIFIED));
        return expected;
    }

    private static long suspectUnclassified(Importer.Result result, Path path) throws IOException {
        List<Map<String, String>> rows = rows(path.resolve("observations.csv"));
        return result.clockSuspect().stream()
                .filter(issue ->
                        rows.get((int) issue.row() - 2).get("observationType").equals("unclassified"))
                .count();
    }

    @Test
    void shouldImportLeuvenWhole() throws IOException {
        Expected expected = check("camtrapdp-leuven-gmu8");

        assertThat(expected.rows()).isEqualTo(11_092);
        assertThat(log.deployments()).hasSize(87);
        assertThat(log.of(Sighting.class)).allMatch(sighting -> sighting.getIdentification() == null);
        assertThat(log.of(Sighting.class).stream().map(Sighting::getStationId).collect(Collectors.toSet()))
                .hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void shouldImportTheExampleOfTheStandardWhole() throws IOException {
        Expected expected = check("camtrapdp-tdwg-example");

        assertThat(expected.rows()).isEqualTo(549);
        assertThat(log.deployments()).hasSize(4);
    }

    @Test
    void shouldLetNoPersonalNameThrough() throws IOException {
        Path path = real("camtrapdp-leuven-gmu8");
        new Importer(log, folder).run(path);
        Set<String> names = rows(path.resolve("observations.csv")).stream()
                .map(row -> row.get("classifiedBy"))
                .filter(name -> !name.isBlank())
                .collect(Collectors.toSet());
        names.addAll(rows(path.resolve("deployments.csv")).stream()
                .map(row -> row.get("setupBy"))
                .filter(name -> !name.isBlank())
                .toList());

        assertThat(names).hasSizeGreaterThan(10);
        assertThat(log.records().toString()).doesNotContain(names);
    }

    @Test
    void shouldSayTheSameInRandomOrderAndNothingASecondTime() throws IOException {
        Path path = real("camtrapdp-leuven-gmu8");
        new Importer(log, folder).run(path);
        int mark = log.size();
        Path shuffled = Files.createDirectory(folder.resolve("shuffled"));
        Files.copy(path.resolve("datapackage.json"), shuffled.resolve("datapackage.json"));
        long seed = new Random().nextLong();
        System.out.println("RealPackagesTest seed " + seed);
        for (String name : List.of("deployments.csv", "observations.csv")) {
            List<String> lines = new ArrayList<>(Files.readAllLines(path.resolve(name)));
            Collections.shuffle(lines.subList(1, lines.size()), new Random(seed));
            Files.write(shuffled.resolve(name), lines);
        }
        EventLog other = new EventLog();
        new Importer(other, folder).run(shuffled);

        assertThat(other.currentContent()).isEqualTo(log.currentContent());
        assertThat(other.deploymentContent()).isEqualTo(log.deploymentContent());

        Importer.Result again = new Importer(log, folder).run(shuffled);
        assertThat(again.count(Count.NEW)).isZero();
        assertThat(again.count(Count.DUPLICATES)).isEqualTo(mark - 87L);
        assertThat(log.since(mark)).isEmpty();
    }
}
