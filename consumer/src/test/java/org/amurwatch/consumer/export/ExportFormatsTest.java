package org.amurwatch.consumer.export;

import static org.amurwatch.consumer.export.FieldRecords.HERE;
import static org.amurwatch.consumer.export.FieldRecords.NOW;
import static org.amurwatch.consumer.export.FieldRecords.deployment;
import static org.amurwatch.consumer.export.FieldRecords.individual;
import static org.amurwatch.consumer.export.FieldRecords.people;
import static org.amurwatch.consumer.export.FieldRecords.sighting;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.IndividualAlias;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Verdict;
import org.amurwatch.avro.Vertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFormatsTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant SEEN = Instant.parse("2026-03-03T20:00:00Z");
    private static final Instant END = Instant.parse("2026-03-08T00:00:00Z");

    @TempDir
    private Path folder;

    private final FieldRecords records = new FieldRecords();
    private ExportSummary summary = new ExportSummary();

    private Path export(ExportFormat format) {
        Path to = folder.resolve("to");
        summary = new ExportRun(
                        records.source(),
                        (who, what) -> {},
                        new ExportProgress(new PrintWriter(new StringWriter()), Clock.systemUTC()))
                .run(new ExportRun.Request("test", to, null, null), format);
        return to;
    }

    private List<String> csv(EventFilter filter) throws IOException {
        return Files.readAllLines(
                export(EventExport.csv(filter, Disclosure.EXACT)).resolve("events.csv"));
    }

    private static EventFilter only(String territory, String type, String species) {
        return new EventFilter(null, null, territory, type, species, null);
    }

    private static Territory territory(String id, double west) {
        return Territory.newBuilder()
                .setId(id)
                .setName(id)
                .setSectorId("khasan")
                .setTimeZone("Asia/Vladivostok")
                .setPolygons(List.of(new Polygon(List.of(List.of(
                        new Vertex(43.0, west),
                        new Vertex(43.0, west + 1),
                        new Vertex(44.0, west + 1),
                        new Vertex(44.0, west),
                        new Vertex(43.0, west))))))
                .build();
    }

    @Test
    void shouldWriteEventsInTheOrderOfTimeWithTheirTerritory() throws IOException {
        records.add(territory("west", 130.9))
                .add(sighting("late", "Sus scrofa", SEEN).build())
                .add(people("early", BEGIN).build());

        List<String> lines = csv(only(null, null, null));
        assertThat(lines.get(0)).isEqualTo(String.join(",", EventTables.COLUMNS));
        assertThat(lines.get(1)).startsWith("pad/early,poaching-alert,HUMAN_PRESENCE,2026-03-01T00:00:00Z,,");
        assertThat(lines.get(2))
                .startsWith("pad/late,sighting,Sus scrofa,2026-03-03T20:00:00Z,,")
                .contains(",west,", ",43.1234,131.4567,10,");
        assertThat(lines).hasSize(3);
    }

    @Test
    void shouldWriteWhatIsWantedAlone() throws IOException {
        records.add(territory("west", 130.9))
                .add(sighting("tiger", "Panthera tigris", SEEN).build())
                .add(sighting("boar", "Sus scrofa", SEEN).build())
                .add(sighting("elsewhere", "Panthera tigris", SEEN)
                        .setPosition(new Position(50.0, 130.05, null))
                        .build())
                .add(people("people", SEEN).build());

        assertThat(csv(only("west", "sighting", "panthera tigris")))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("pad/tiger,"));
    }

    @Test
    void shouldWriteNoFormulaOfASpreadsheet() throws IOException {
        records.add(sighting("o1", "=cmd()", SEEN).build());

        assertThat(csv(only(null, null, null)).get(1)).startsWith("pad/o1,sighting,'=cmd(),");
    }

    @Test
    void shouldWriteAFeatureCollection() throws IOException {
        records.add(sighting("o1", "Sus scrofa", SEEN).build());

        JsonNode json = new ObjectMapper()
                .readTree(export(EventExport.geoJson(only(null, null, null), Disclosure.EXACT))
                        .resolve("events.geojson")
                        .toFile());
        assertThat(json.path("type").asText()).isEqualTo("FeatureCollection");
        JsonNode feature = json.path("features").get(0);
        assertThat(feature.path("id").asText()).isEqualTo("pad/o1");
        assertThat(feature.path("geometry").toString())
                .isEqualTo("{\"type\":\"Point\",\"coordinates\":[131.4567,43.1234]}");
        assertThat(feature.path("properties").path("territory").asText()).isEqualTo("outside/43.1,131.4");
        assertThat(feature.path("properties").path("suspicion").isNull()).isTrue();
    }

    @Test
    void shouldWriteAnEmptyFeatureCollection() throws IOException {
        assertThat(Files.readString(export(EventExport.geoJson(only(null, null, null), Disclosure.EXACT))
                        .resolve("events.geojson")))
                .isEqualTo("{\"type\":\"FeatureCollection\",\"features\":[\n]}\n");
    }

    private List<String> camtrap(String file) throws IOException {
        return Files.readAllLines(
                export(new CamtrapExport(null, Disclosure.EXACT)).resolve("pad").resolve(file));
    }

    @Test
    void shouldWriteAPackageWithPeopleAsTheyWereJudged() throws IOException {
        records.add(deployment("d1", HERE, BEGIN, END).build())
                .add(people("d1:e1:human", SEEN).setCount(2).build())
                .add(people("dog", SEEN).build())
                .add(people("error", SEEN).build())
                .judge("dog", Verdict.ANIMAL, NOW)
                .judge("error", Verdict.DETECTOR_ERROR, NOW);

        List<String> rows = camtrap("observations.csv");
        assertThat(rows.get(1))
                .startsWith("d1:e1:human,d1,,e1,2026-03-03T20:00:00Z,2026-03-03T20:00:00Z,event,human,,,2,");
        assertThat(rows.get(2)).startsWith("dog,d1,,,2026-03-03T20:00:00Z,2026-03-03T20:00:00Z,event,animal,");
        assertThat(rows.get(3)).startsWith("error,d1,,,2026-03-03T20:00:00Z,2026-03-03T20:00:00Z,event,blank,");
    }

    @Test
    void shouldNameEachPictureOnceAndItsFileSafely() throws IOException {
        MediaReference picture =
                MediaReference.newBuilder().setMediaId("../IMG 1.JPG").build();
        records.add(deployment("d1", HERE, BEGIN, END).build())
                .add(sighting("o1", "Sus scrofa", SEEN)
                        .setMedia(List.of(picture))
                        .build())
                .add(sighting("o2", "Meles leucurus", SEEN)
                        .setMedia(List.of(picture))
                        .build());

        assertThat(camtrap("media.csv"))
                .hasSize(2)
                .element(1)
                .isEqualTo("../IMG 1.JPG,d1,,2026-03-03T20:00:00Z,media/%2E%2E%2FIMG+1.JPG,false,,image/jpeg,,,");
    }

    @Test
    void shouldCountWhatHasNoDeploymentOrNoWord() throws IOException {
        records.add(deployment("d1", HERE, BEGIN, END).build())
                .add(sighting("lost", "Sus scrofa", SEEN)
                        .setDeploymentId("pad/unknown")
                        .build())
                .add(people("silent", SEEN)
                        .setKind(org.amurwatch.avro.AlertKind.CAMERA_TAMPERED)
                        .build())
                .add(sighting("tracks", "Sus scrofa", SEEN)
                        .setMethod(ObservationMethod.TRACKS)
                        .build());

        assertThat(camtrap("observations.csv")).hasSize(1);
        assertThat(summary.numbers()).containsEntry("withoutDeployment", 1L).containsEntry("withoutWord", 1L);
    }

    @Test
    void shouldTakeForNoNameWhatTheTablesTakeForNothing() throws IOException {
        MediaReference picture = MediaReference.newBuilder()
                .setMediaId("NA")
                .setContentHash("ab".repeat(32))
                .build();
        records.add(deployment("d1", HERE, BEGIN, END).build())
                .add(sighting("o1", "Sus scrofa", SEEN)
                        .setMedia(List.of(picture))
                        .build())
                .add(sighting("NaN", "Sus scrofa", SEEN).build());

        Path to = export(new CamtrapExport(null, Disclosure.EXACT)).resolve("pad");
        assertThat(Files.readAllLines(to.resolve("media.csv")))
                .hasSize(2)
                .element(1, as(STRING))
                .startsWith("abab");
        assertThat(Files.readAllLines(to.resolve("observations.csv"))).hasSize(2);
        assertThat(summary.numbers()).containsEntry("withoutWord", 1L);
    }

    @Test
    void shouldListNoSpeciesThatNoRowNames() throws IOException {
        records.add(deployment("d1", HERE, BEGIN, END).build())
                .add(people("o1", SEEN).setStatedKind("armed man").build())
                .add(sighting("o2", "Sus scrofa", SEEN).build());

        assertThat(new ObjectMapper()
                        .readTree(String.join("", camtrap("datapackage.json")))
                        .path("taxonomic"))
                .hasToString("[{\"scientificName\":\"Sus scrofa\"}]");
    }

    @Test
    void shouldWriteWhatNobodyClassifiedByItsTallies() throws IOException {
        records.add(deployment("d1", HERE, BEGIN, END)
                .setTallies(List.of(ClassificationTally.newBuilder()
                        .setQuarterHour(SEEN)
                        .setRows(5)
                        .setUnclassified(2)
                        .setUnknown(0)
                        .setBlank(1)
                        .build()))
                .build());

        assertThat(camtrap("observations.csv"))
                .hasSize(4)
                .element(1)
                .asString()
                .startsWith("d1:unclassified:20260303T2000Z:1,d1,,,2026-03-03T20:00:00Z,2026-03-03T20:15:00Z,event,"
                        + "unclassified,");
    }

    private static Sighting leopard(String id, String name, Flank flank, Instant at) {
        return sighting(id, "Panthera pardus", at)
                .setIdentification(individual(name, flank))
                .build();
    }

    @Test
    void shouldWriteCapturesAndDetectorsWithTheirEffort() throws IOException {
        records.add(deployment("d1", HERE, BEGIN, END).build())
                .add(Individual.newBuilder()
                        .setId("Leo 117F")
                        .setScientificName("Panthera pardus")
                        .setSex(Sex.FEMALE)
                        .setAliases(List.of(new IndividualAlias("pad", "F7")))
                        .build())
                .add(leopard("o1", "F7", Flank.LEFT, SEEN))
                .add(leopard("o2", "Leo 117F", Flank.RIGHT, SEEN.plusSeconds(600)))
                .add(leopard("o3", "M2", Flank.UNSPECIFIED, Instant.parse("2026-03-06T20:00:00Z")))
                .add(leopard("after", "M2", Flank.LEFT, Instant.parse("2026-03-10T20:00:00Z")))
                .add(sighting("nobody-knows", "Panthera pardus", SEEN).build());

        Path to = export(new SecrExport(new SecrExport.Wanted(
                "Panthera pardus",
                new Occasions(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-13"), 4, ZoneOffset.UTC),
                null)));

        assertThat(Files.readAllLines(to.resolve("captures.txt")))
                .containsExactly(
                        "# Session ID Occasion Detector sex flank",
                        "1 Leo.117F 1 S1 female both",
                        "1 pad.M2 2 S1 NA NA");
        assertThat(Files.readAllLines(to.resolve("traps.txt")).get(1)).matches("S1 \\d{6}\\.\\d \\d{7}\\.\\d 4 3 0");
        assertThat(Files.readString(to.resolve("README.txt")))
                .contains("EPSG:32652", "noccasions = 3", "1 sightings of which");
        assertThat(summary.numbers()).containsEntry("withoutEffort", 1L).containsEntry("withoutIndividual", 1L);
    }
}
