package org.amurwatch.producer.firms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Vertex;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.reference.FakeReferenceStore;
import org.amurwatch.producer.table.ImportRun;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirmsCommandTest {

    private static final String HEADER =
            "latitude,longitude,brightness,scan,track,acq_date,acq_time,satellite,confidence,version,bright_t31,frp,daynight\n";
    /** In the middle of the territory. */
    private static final String FIRE = "43.1000,131.4000,306.4,1.2,1.6,2026-11-26,0236,T,63,6.1NRT,276.1,14.58,D\n";

    @TempDir
    private Path folder;

    private final FakeReferenceStore store = new FakeReferenceStore();
    private final ImportRun run =
            new ImportRun((sinks, clock) -> new FirmsCommand(sinks, (connection, same) -> store, clock));

    /** From 43.0 to 43.2 north and 131.2 to 131.6 east. */
    private void withTerritory() {
        store.load(Topics.TERRITORIES, Map.of("t", territory(43.0, 43.2, 131.2, 131.6)), Duration.ZERO);
    }

    private static Territory territory(double south, double north, double west, double east) {
        List<Vertex> ring = List.of(
                new Vertex(south, west),
                new Vertex(south, east),
                new Vertex(north, east),
                new Vertex(north, west),
                new Vertex(south, west));
        return Territory.newBuilder()
                .setId("t")
                .setName("T")
                .setSectorId("s")
                .setTimeZone("Asia/Vladivostok")
                .setPolygons(List.of(new Polygon(List.of(ring))))
                .build();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("fires.csv"), text, StandardCharsets.UTF_8);
    }

    @Test
    void shouldMakeAFireOfAHotspot() throws IOException {
        withTerritory();
        Path file = file(HEADER + FIRE);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-26T05:00:00Z")));

        assertThat(run.run(file, "--output", "json")).as(run.err()).isEqualTo(ExitCode.DONE);

        PoachingAlert alert = run.alerts().get(0);
        assertThat(alert.getKind()).isEqualTo(AlertKind.FIRE);
        assertThat(alert.getObservedAt()).isEqualTo("2026-11-26T02:36:00Z");
        assertThat(alert.getStatedKind()).isEqualTo("hotspot seen by satellite T, confidence 63 %, FRP 14.58 MW");
        assertThat(alert.getClassification().getProbability()).isEqualTo(0.63);
        assertThat(alert.getClassification().getMethod()).isEqualTo(ClassificationMethod.MACHINE);
        assertThat(alert.getClassification().getBy()).isEqualTo("FIRMS 6.1NRT");
        // A pixel of 1.2 by 1.6 km has a diagonal of 2 km.
        assertThat(alert.getPosition().getUncertaintyMetres()).isEqualTo(1000);
        assertThat(alert.getSuspicion()).isEqualTo(Suspicion.NONE);
        assertThat(alert.getProvenance().getSourceId()).isEqualTo("firms");
        assertThat(alert.getProvenance().getRevision()).isEqualTo("2026-11-26T05:00:00Z");
        assertThat(alert.getProvenance().getFile()).isEqualTo("fires.csv");
        assertThat(alert.getProvenance().getRow()).isEqualTo(2);
        assertThat(run.paced()).isTrue();
        assertThat(run.json().path("published").asLong()).isEqualTo(1);
    }

    @Test
    void shouldStateTheSameFireInTheFilesOfADayAndOfAWeek() throws IOException {
        withTerritory();
        run.run(file(HEADER + FIRE));
        String first = run.alerts().get(0).getProvenance().getEventId();
        run.run(
                file(
                        "longitude,latitude,acq_date,acq_time,satellite,confidence,frp\n131.4,43.1,2026-11-26,236,Terra,63,14.6\n"));

        assertThat(run.alerts().get(0).getProvenance().getEventId()).isEqualTo(first);
    }

    @Test
    void shouldLeaveOutAndCountWhatLiesFarOutsideAllTerritories() throws IOException {
        withTerritory();
        String near = FIRE.replace("43.1000", "43.2400"); // 4.4 km north of its border
        String beyond = FIRE.replace("43.1000", "43.2500"); // 5.6 km
        String diagonal = FIRE.replace("43.1000", "43.2400").replace("131.4000", "131.6500"); // 6.0 km from the corner
        String far = FIRE.replace("131.4000", "-60.5");

        assertThat(run.run(file(HEADER + FIRE + near + beyond + diagonal + far), "--output", "json"))
                .isEqualTo(ExitCode.DONE);

        assertThat(run.alerts())
                .extracting(alert -> alert.getPosition().getLatitude())
                .containsExactly(43.1, 43.24);
        assertThat(run.json()
                        .path("leftOut")
                        .path("outside all territories by more than 5 km")
                        .asLong())
                .isEqualTo(3);
        assertThat(run.json()
                        .path("counted")
                        .path("outside all territories, near one")
                        .asLong())
                .isEqualTo(1);
        assertThat(run.json().path("read").asLong()).isEqualTo(5);

        run.run(file(HEADER + FIRE + near + beyond + diagonal + far), "--margin", "0");
        assertThat(run.alerts()).hasSize(1);
        run.run(file(HEADER + FIRE + near + beyond + diagonal + far), "--everywhere");
        assertThat(run.alerts()).hasSize(5);
    }

    @Test
    void shouldNotLeaveOutEveryFireBecauseThereAreNoTerritories() throws IOException {
        assertThat(run.run(file(HEADER + FIRE))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("There are no territories", "--everywhere");
        assertThat(run.opened()).isFalse();
    }

    @Test
    void shouldPublishNothingInADryRun() throws IOException {
        withTerritory();
        assertThat(run.run(file(HEADER + FIRE), "--dry-run", "--output", "json"))
                .isEqualTo(ExitCode.DONE);
        assertThat(run.opened()).isFalse();
        assertThat(run.json().path("dryRun").asBoolean()).isTrue();
        assertThat(run.json().path("poachingAlerts").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latitude", "longitude", "acq_date", "acq_time", "satellite", "confidence", "frp"})
    void shouldNameTheColumnThatIsMissing(String column) throws IOException {
        withTerritory();
        assertThat(run.run(file(HEADER.replace(column, "x") + FIRE))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("fires.csv has no column " + column);
        assertThat(run.opened()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "43.1000, 93.1, latitude '93.1' is not between -90 and 90",
        "43.1000, 1e999999999, latitude '1e999999999' is not between",
        "131.4000, east, longitude 'east' is not between -180 and 180",
        "0236, 2436, acq_time '2436' is no time",
        "0236, 12:61, acq_time '12:61' is no time",
        "2026-11-26, 26/11/2026, acq_date '26/11/2026'",
        "63, 101, confidence '101' is neither",
        "14.58, hot, frp 'hot' is no number",
        "14.58, '', frp is missing",
    })
    void shouldNameARowThatCannotBeUsed(String right, String wrong, String reason) throws IOException {
        withTerritory();
        assertThat(run.run(file(HEADER + FIRE + FIRE.replace(right + ",", wrong + ",")), "--output", "json"))
                .isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.onlyReason()).startsWith("3: ").contains(reason);
        assertThat(run.alerts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"l, low", "n, nominal", "h, high", "nominal, nominal"})
    void shouldKeepTheWordsOfViirs(String stated, String word) throws IOException {
        withTerritory();
        run.run(file(HEADER + FIRE.replace(",63,", "," + stated + ",")));
        assertThat(run.alerts().get(0).getStatedKind()).contains("confidence " + word + ",");
        assertThat(run.alerts().get(0).getClassification().getProbability()).isNull();
    }

    @Test
    void shouldKeepAndListAFireOfTheFuture() throws IOException {
        withTerritory();
        run.run(file(HEADER + FIRE.replace("2026-11-26", "2027-11-26")), "--output", "json");
        assertThat(run.alerts().get(0).getClockSuspect()).isTrue();
        assertThat(run.json().path("clockSuspect").path(0).path("reason").asText())
                .contains("is in the future");
    }

    @Test
    void shouldReadTheRealFileOfPrimorye() {
        Path real = ImportRun.real("firms-primorye");
        // The Land of the Leopard and its surroundings as one rectangle; the file is of 120 to 140 E, 38 to 52 N.
        store.load(Topics.TERRITORIES, Map.of("t", territory(42.3, 43.9, 130.4, 132.0)), Duration.ZERO);

        assertThat(run.run(real.resolve("modis-c61-2022-02-26_27.csv"), "--output", "json"))
                .as(run.err())
                .isEqualTo(ExitCode.DONE);

        long left = run.json()
                .path("leftOut")
                .path("outside all territories by more than 5 km")
                .asLong();
        assertThat(run.json().path("read").asLong()).isEqualTo(191);
        assertThat(run.alerts()).hasSizeGreaterThan(0);
        assertThat(left).isEqualTo(191 - run.alerts().size());
        assertThat(run.alerts())
                .allSatisfy(alert -> assertThat(alert.getStatedKind()).matches(".*confidence \\d+ %, FRP [0-9.]+ MW"));
        run.run(real, "--everywhere", "--output", "json");
        assertThat(run.alerts())
                .extracting(alert -> alert.getProvenance().getEventId())
                .doesNotHaveDuplicates()
                .hasSize(191);
    }
}
