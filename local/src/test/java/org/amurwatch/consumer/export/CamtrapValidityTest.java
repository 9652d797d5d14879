package org.amurwatch.consumer.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.LifeStage;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.Sighting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported keeps the rules of Camtrap DP, exact and in cells, whatever sources call things and whenever they were. */
class CamtrapValidityTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant SEEN = Instant.parse("2026-03-03T20:00:00.123Z");
    private static final Instant END = Instant.parse("2026-03-08T00:00:00Z");
    private static final Instant SAID = Instant.parse("2026-04-01T00:00:00Z");

    private static final List<String> NAMES = List.of(
            "plain",
            "with,comma",
            "with\"quote",
            "two\nlines",
            "carriage\rreturn",
            " spaces ",
            "тигр 虎",
            "=cmd()",
            "a..b",
            "..x",
            "...",
            ".a..b",
            "~home",
            "/etc/x",
            "a/../b",
            "NA",
            "NaN",
            "nan");

    private static final List<Position> PLACES = List.of(
            new Position(43.123456789012, 131.4, 0.0),
            new Position(-90.0, -180.0, 0.2),
            new Position(90.0, 180.0, 1e7),
            new Position(-0.0, 1e-9, null));

    @TempDir
    private Path folder;

    private final FieldLog log = new FieldLog();

    private static Disclosure cells(GridPrecision precision) {
        return new CellDisclosure(new DecimalCells(precision), "secret");
    }

    private List<Path> exported(Disclosure disclosure) throws IOException {
        Path to = Files.createDirectories(folder.resolve("exported"));
        log.export(to, Files.createDirectories(folder.resolve("work")), disclosure);
        try (var packages = Files.list(to)) {
            return packages.sorted().toList();
        }
    }

    @Test
    void shouldFindNothingWrongWithTheExampleOfTheStandard() throws IOException {
        assertThat(CamtrapRules.faults(CamtrapRoundTripTest.real("camtrapdp-tdwg-example")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"camtrapdp-leuven-gmu8", "camtrapdp-tdwg-example"})
    void shouldKeepTheRulesInCells(String name) throws IOException {
        log.importPackage(CamtrapRoundTripTest.real(name), Files.createDirectories(folder.resolve("import")));

        assertThat(exported(cells(GridPrecision.HUNDREDTH)))
                .hasSize(1)
                .allSatisfy(at -> assertThat(CamtrapRules.faults(at)).isEmpty());
    }

    @Test
    void shouldKeepTheRulesWhateverSourcesSay() throws IOException {
        saySomethingOdd();

        assertThat(exported(Disclosure.EXACT)).hasSize(2).allSatisfy(at -> assertThat(CamtrapRules.faults(at))
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WITHHELD")
    void shouldKeepTheRulesWhateverSourcesSayInCells(GridPrecision precision) throws IOException {
        saySomethingOdd();

        assertThat(exported(cells(precision))).hasSize(2).allSatisfy(at -> assertThat(CamtrapRules.faults(at))
                .isEmpty());
    }

    /** Else the rules could be kept by seeing nothing. */
    @ParameterizedTest
    @CsvSource({
        "deployments.csv, 'd1,s', ',s'",
        "deployments.csv, 'd1,s', 'NA,s'",
        "deployments.csv, '43.1,', '91,'",
        "deployments.csv, ',10,', ',0,'",
        "deployments.csv, ',10,', ',10.5,'",
        "deployments.csv, 2026-03-01T00:00:00Z, 2026-03-01",
        "deployments.csv, 2026-03-01T00:00:00Z, 2026-02-30T00:00:00Z",
        "deployments.csv, 2026-03-01T00:00:00Z, 0000-03-01T00:00:00Z",
        "deployments.csv, 'locationID,locationName', 'locationName,locationID'",
        "media.csv, media/p1, media/..p1",
        "media.csv, ',d1,', ',d2,'",
        "media.csv, image/jpeg, application/pdf",
        "media.csv, ',false,', ',no,'",
        "observations.csv, ',d1,', ',d2,'",
        "observations.csv, ',p1,', ',p2,'",
        "observations.csv, ',event,', ',session,'",
        "observations.csv, ',animal,', ',beast,'",
        "observations.csv, ',adult,', ',old,'",
        "observations.csv, ',0.9,', ',1.1,'",
        "observations.csv, ',1,adult', ',1.0,adult'",
        "observations.csv, 'o2,', 'o1,'",
        "observations.csv, Panthera pardus, Panthera tigris",
        "datapackage.json, '\"created\"', '\"made\"'",
        "datapackage.json, '\"title\" : \"Amur Watch\"', '\"name\" : \"Amur Watch\"'",
        "datapackage.json, '\"contributor\"', '\"author\"'",
        "datapackage.json, opportunistic, random",
        "datapackage.json, activityDetection, motionDetection",
        "datapackage.json, '\"start\" : \"2026-03-01\"', '\"start\" : \"March\"'",
        "datapackage.json, tabular-data-resource, data-resource",
        "datapackage.json, '\"name\" : \"media\"', '\"name\" : \"pictures\"'"
    })
    void shouldSeeWhatIsWrong(String file, String right, String wrong) throws IOException {
        log.publish(deployment("pad", "d1", new Position(43.1, 131.4, 10.0)).build());
        log.publish(sighting("pad", "o1", "d1", SEEN).setMedia(pictures("p1")).build());
        log.publish(sighting("pad", "o2", "d1", SEEN).build());
        Path at = exported(Disclosure.EXACT).get(0);
        assertThat(CamtrapRules.faults(at)).isEmpty();
        String text = Files.readString(at.resolve(file));
        assertThat(text).contains(right);

        Files.writeString(at.resolve(file), text.replace(right, wrong));

        assertThat(CamtrapRules.faults(at)).isNotEmpty();
    }

    private void saySomethingOdd() {
        for (String source : List.of("pad", ".x..y")) {
            for (int i = 0; i < NAMES.size(); i++) {
                deployOddly(source, NAMES.get(i), i);
                seeOddly(source, NAMES.get(i), i);
            }
            log.publish(deployment(source, "edges", PLACES.get(0))
                    .setStart(Instant.parse("0000-12-31T14:00:00Z"))
                    .setEnd(Instant.parse("+10000-01-01T00:00:00Z"))
                    .build());
            for (String time : List.of("-0001-12-31T23:00:00Z", "0000-12-31T14:00:00Z", "+10000-01-01T00:00:00Z")) {
                log.publish(sighting(source, time, "edges", Instant.parse(time)).build());
            }
        }
    }

    private void deployOddly(String source, String name, int i) {
        Deployment.Builder deployment = deployment(source, "d" + name, PLACES.get(i % PLACES.size()))
                .setCameraId(i % 2 == 0 ? null : name)
                .setStationId(source + "/" + name)
                .setTallies(List.of(ClassificationTally.newBuilder()
                        .setQuarterHour(Instant.parse("2026-03-03T20:00:00Z"))
                        .setRows(6)
                        .setUnclassified(2)
                        .setUnknown(1)
                        .setBlank(3)
                        .build()));
        log.publish(
                switch (i % 3) {
                    case 0 -> deployment.setEnd(null).build();
                    case 1 ->
                        deployment
                                .setEnd(BEGIN.minusSeconds(5))
                                .setClockSuspect(true)
                                .build();
                    default -> deployment.build();
                });
    }

    private void seeOddly(String source, String name, int i) {
        String deployment = "d" + name;
        List<MediaReference> pictures = pictures(name);
        log.publish(sighting(source, name, deployment, SEEN)
                .setMedia(pictures)
                .setLevel(ObservationLevel.MEDIA)
                .setCount(i % 3)
                .setScientificName(name)
                .setIdentification(Identification.newBuilder()
                        .setStatus(IdentificationStatus.PROBABLE)
                        .setIndividualId(name)
                        .build())
                .build());
        for (AlertKind kind : AlertKind.values()) {
            log.publish(alert(source, kind + name, deployment, kind)
                    .setMedia(pictures)
                    .setStatedKind(i % 2 == 0 ? null : "Canis familiaris " + kind)
                    .setCount(i % 3)
                    .build());
        }
        log.publish(alert(source, deployment + ":e:human", deployment, AlertKind.HUMAN_PRESENCE)
                .setMedia(pictures)
                .build());
        // One name in both topics.
        log.publish(sighting(source, "both" + name, deployment, SEEN).build());
        log.publish(alert(source, "both" + name, deployment, AlertKind.VEHICLE).build());
    }

    private static List<MediaReference> pictures(String name) {
        return List.of(
                MediaReference.newBuilder()
                        .setMediaId(name)
                        .setMediaType("application/pdf")
                        .build(),
                MediaReference.newBuilder().setContentHash("ab".repeat(32)).build(),
                MediaReference.newBuilder()
                        .setMediaId(name + "-2")
                        .setMediaType("video/mp4")
                        .build(),
                MediaReference.newBuilder().build());
    }

    private static Provenance provenance(String source, String id) {
        return Provenance.newBuilder()
                .setSourceId(source)
                .setEventId(id)
                .setRevision(SAID)
                .setFile("observations.csv")
                .build();
    }

    private static Deployment.Builder deployment(String source, String id, Position position) {
        return Deployment.newBuilder()
                .setProvenance(provenance(source, id))
                .setPosition(position)
                .setStationId(source + "/s")
                .setStart(BEGIN)
                .setEnd(END);
    }

    private static Sighting.Builder sighting(String source, String id, String deployment, Instant at) {
        return Sighting.newBuilder()
                .setProvenance(provenance(source, id))
                .setObservedAt(at)
                .setPosition(PLACES.get(0))
                .setStationId(source + "/s")
                .setDeploymentId(source + "/" + deployment)
                .setLevel(ObservationLevel.EVENT)
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setScientificName("Panthera pardus")
                .setCount(1)
                .setLifeStage(LifeStage.ADULT)
                .setSex(Sex.FEMALE)
                .setClassification(Classification.newBuilder()
                        .setMethod(ClassificationMethod.MACHINE)
                        .setProbability(0.9)
                        .setBy("MegaDetector v5a")
                        .setAt(at)
                        .build());
    }

    private static PoachingAlert.Builder alert(String source, String id, String deployment, AlertKind kind) {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance(source, id))
                .setObservedAt(SEEN)
                .setPosition(PLACES.get(0))
                .setStationId(source + "/s")
                .setDeploymentId(source + "/" + deployment)
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setKind(kind);
    }
}
