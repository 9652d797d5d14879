package org.amurwatch.consumer.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.avro.Deployment;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real packages are imported, exported, and imported again: what is exported says what was imported. */
class CamtrapRoundTripTest {

    /** What the import keeps of an observation, but for those that are compared in another way. */
    private static final List<String> KEPT = List.of(
            "deploymentID",
            "mediaID",
            "observationLevel",
            "observationType",
            "scientificName",
            "lifeStage",
            "sex",
            "classificationMethod");

    private static final List<String> KEPT_TIMES = List.of("eventStart", "eventEnd", "classificationTimestamp");

    @TempDir
    private Path folder;

    private final FieldLog log = new FieldLog();

    /** A real package; where it is not at hand, the test is not run. */
    static Path real(String name) {
        String named = System.getenv("AMURWATCH_SHARED_DATA");
        if (named != null) {
            return Path.of(named).resolve(name);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path data = at.resolve("shared").resolve("data").resolve(name);
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        return Assumptions.abort("There is no folder shared/data beside the checkout, with the real packages.");
    }

    private Path exported(Path original, FieldLog from, String name) throws IOException {
        Path to = Files.createDirectories(folder.resolve(name));
        from.export(to, Files.createDirectories(folder.resolve(name + "-work")));
        try (var packages = Files.list(to)) {
            return packages.collect(Collectors.collectingAndThen(Collectors.toList(), all -> {
                assertThat(all).as("packages of " + original).hasSize(1);
                return all.get(0);
            }));
        }
    }

    private Path work(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private void shouldComeBackWhole(String name) throws IOException {
        Path original = real(name);
        log.importPackage(original, work("import"));
        int known = log.size();
        Path exported = exported(original, log, "exported");

        assertThat(CamtrapRules.faults(exported)).isEmpty();

        Map<String, Object> again = log.importPackage(exported, work("again"));
        assertThat(again)
                .containsEntry("new", 0L)
                .containsEntry("changed", 0L)
                .containsEntry("withdrawn", 0L)
                .containsEntry("superseded", 0L)
                .containsEntry("unchanged", (long) log.content().size());
        assertThat(log.since(known)).allMatch(Deployment.class::isInstance);

        FieldLog other = new FieldLog();
        other.importPackage(exported, work("other"));
        assertThat(other.content()).isEqualTo(log.content());
        assertSameDeployments(other);
        assertThat(bytes(exported(original, other, "exported-again"))).isEqualTo(bytes(exported));
    }

    /** Of rows that several made one event of, the tallies say less afterwards; of what nobody classified they say the same. */
    private void assertSameDeployments(FieldLog other) {
        Function<Deployment, Deployment> withoutTallies = deployment ->
                Deployment.newBuilder(deployment).setTallies(List.of()).build();
        Map<String, Deployment> before = log.deployments();
        Map<String, Deployment> after = other.deployments();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((key, deployment) -> {
            assertThat(withoutTallies.apply(after.get(key))).isEqualTo(withoutTallies.apply(deployment));
            assertThat(unclassified(after.get(key))).isEqualTo(unclassified(deployment));
        });
    }

    private static List<String> unclassified(Deployment deployment) {
        return deployment.getTallies().stream()
                .filter(tally -> tally.getUnclassified() + tally.getUnknown() + tally.getBlank() > 0)
                .map(CamtrapRoundTripTest::text)
                .toList();
    }

    private static String text(ClassificationTally tally) {
        return tally.getQuarterHour() + " " + tally.getUnclassified() + " " + tally.getUnknown() + " "
                + tally.getBlank();
    }

    private static Map<String, String> bytes(Path exported) throws IOException {
        try (var files = Files.list(exported)) {
            return files.collect(Collectors.toMap(file -> file.getFileName().toString(), file -> {
                try {
                    return Files.readString(file);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }));
        }
    }

    @Test
    void shouldBringLeuvenBackWhole() throws IOException {
        shouldComeBackWhole("camtrapdp-leuven-gmu8");
    }

    @Test
    void shouldBringTheExampleOfTheStandardBackWhole() throws IOException {
        shouldComeBackWhole("camtrapdp-tdwg-example");
    }

    @Test
    void shouldSayOfEveryAnimalWhatWasImported() throws IOException {
        Path original = real("camtrapdp-leuven-gmu8");
        log.importPackage(original, work("import"));
        Map<String, Map<String, String>> exported =
                CamtrapRules.rows(exported(original, log, "exported").resolve("observations.csv")).stream()
                        .collect(Collectors.toMap(row -> row.get("observationID"), row -> row));

        long compared = 0;
        for (Map<String, String> row : CamtrapRules.rows(original.resolve("observations.csv"))) {
            Map<String, String> back = exported.get(row.get("observationID"));
            if (back != null && row.get("observationType").equals("animal")) {
                KEPT.forEach(column -> assertThat(back.get(column))
                        .as(row.get("observationID") + " " + column)
                        .isEqualTo(row.get(column)));
                KEPT_TIMES.forEach(
                        column -> assertThat(time(back.get(column))).as(column).isEqualTo(time(row.get(column))));
                assertThat(back.get("count")).isEqualTo(row.get("count").replace(".0", ""));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(4_600);
    }

    @Test
    void shouldCountOfEachTypeWhatWasImported() throws IOException {
        Path original = real("camtrapdp-leuven-gmu8");
        log.importPackage(original, work("import"));

        Map<String, Long> types = types(exported(original, log, "exported"));
        Map<String, Long> before = types(original);
        long people = CamtrapRules.rows(original.resolve("observations.csv")).stream()
                .filter(row -> row.get("observationType").equals("human"))
                .map(row -> row.get("deploymentID") + " " + row.get("eventID"))
                .distinct()
                .count();
        assertThat(types).containsEntry("human", people);
        assertThat(types.get("animal")).isBetween(4_600L, before.get("animal"));
        // Rows with a time that can't be right are in no tally.
        assertThat(types.get("blank")).isBetween(600L, before.get("blank"));
        assertThat(types.get("unclassified")).isBetween(5_000L, before.get("unclassified"));
    }

    private static Map<String, Long> types(Path folder) throws IOException {
        return CamtrapRules.rows(folder.resolve("observations.csv")).stream()
                .collect(Collectors.groupingBy(row -> row.get("observationType"), Collectors.counting()));
    }

    private static String time(String text) {
        return text.isEmpty() ? "" : OffsetDateTime.parse(text).toInstant().toString();
    }
}
