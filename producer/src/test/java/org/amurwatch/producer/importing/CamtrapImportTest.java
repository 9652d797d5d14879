package org.amurwatch.producer.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.LifeStage;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.producer.camtrap.KindMapping;
import org.amurwatch.producer.table.RowIssues;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rows of a package become, and which of them are listed. */
class CamtrapImportTest {

    @TempDir
    private Path folder;

    private final EventLog log = new EventLog();

    private Importer importer() {
        return new Importer(log, folder);
    }

    private Sighting sighting(String id) {
        return (Sighting) log.current().get("park/" + id);
    }

    private PoachingAlert alert(String id) {
        return (PoachingAlert) log.current().get("park/" + id);
    }

    @Test
    void shouldPublishWhatARowSaysOfAnAnimal() {
        importer().run(PackageFixture.full());

        Sighting leopard = sighting("o1");
        assertThat(leopard.getObservedAt()).isEqualTo(Instant.parse("2025-01-05T01:00:00Z"));
        assertThat(leopard.getObservedUntil()).isEqualTo(Instant.parse("2025-01-05T01:02:00Z"));
        assertThat(leopard.getScientificName()).isEqualTo("Panthera pardus orientalis");
        assertThat(leopard.getCount()).isEqualTo(1);
        assertThat(leopard.getSex()).isEqualTo(Sex.FEMALE);
        assertThat(leopard.getLifeStage()).isEqualTo(LifeStage.ADULT);
        assertThat(leopard.getLevel()).isEqualTo(ObservationLevel.EVENT);
        assertThat(leopard.getStationId()).isEqualTo("park/L1");
        assertThat(leopard.getDeploymentId()).isEqualTo("park/d1");
        assertThat(leopard.getEpisodeId()).isEqualTo("d1:e1");
        assertThat(leopard.getPosition().getLatitude()).isEqualTo(43.1);
        assertThat(leopard.getPosition().getUncertaintyMetres()).isEqualTo(50.0);
        assertThat(leopard.getIdentification().getStatus()).isEqualTo(IdentificationStatus.CONFIRMED);
        assertThat(leopard.getIdentification().getIndividualId()).isEqualTo("Leo 117F");
        assertThat(leopard.getProvenance().getRevision()).isEqualTo(Instant.parse("2025-03-01T00:00:00Z"));
        assertThat(leopard.getProvenance().getFile()).isEqualTo("observations.csv");
        assertThat(leopard.getProvenance().getRow()).isEqualTo(2);
        assertThat(leopard.getClockSuspect()).isFalse();
    }

    @Test
    void shouldReadCountsWithDecimalsAndTimesWithAnotherOffset() {
        importer().run(PackageFixture.full());

        assertThat(sighting("o2").getCount()).isEqualTo(3);
        assertThat(sighting("o2").getObservedAt()).isEqualTo(Instant.parse("2025-01-06T02:00:00Z"));
    }

    @Test
    void shouldKeepNoNameOfAPersonAndNoFreeText() {
        importer().run(PackageFixture.full());

        assertThat(log.records().toString()).doesNotContain("Petrov").doesNotContain("a comment");
        String by = sighting("o1").getClassification().getBy();
        assertThat(by).matches("person-[0-9a-f]{12}");
        assertThat(alert("d1:e3:human").getClassification().getBy()).isEqualTo(by);
        assertThat(sighting("o2").getClassification().getBy()).isEqualTo("MegaDetector 5");
        assertThat(sighting("o2").getClassification().getMethod()).isEqualTo(ClassificationMethod.MACHINE);
        assertThat(sighting("o2").getClassification().getProbability()).isEqualTo(0.9);
    }

    @Test
    void shouldGiveAPersonAnotherPseudonymInAnotherSource() {
        importer().run(PackageFixture.full());
        String by = sighting("o1").getClassification().getBy();
        importer().source("other").run(PackageFixture.full());

        Sighting other = (Sighting) log.current().get("other/o1");
        assertThat(other.getClassification().getBy()).isNotEqualTo(by);
    }

    @Test
    void shouldTakeMediaRowsOnlyOfEventsWithoutEventRow() {
        Importer.Result result = importer().run(PackageFixture.full());

        assertThat(sighting("o1m")).isNull();
        assertThat(sighting("o4").getLevel()).isEqualTo(ObservationLevel.MEDIA);
        assertThat(sighting("o4").getMedia()).singleElement().satisfies(media -> assertThat(media.getMediaId())
                .isEqualTo("m5"));
        assertThat(result.count(Count.COVERED)).isEqualTo(1);
    }

    @Test
    void shouldNotLetAnUnclassifiedEventRowHideThePeopleOfItsPictures() {
        importer().run(PackageFixture.full());

        PoachingAlert people = alert("d1:e3:human");
        assertThat(people.getKind()).isEqualTo(AlertKind.HUMAN_PRESENCE);
        assertThat(people.getSuspicion()).isEqualTo(Suspicion.NONE);
        assertThat(people.getObservedAt()).isEqualTo(Instant.parse("2025-01-07T03:00:10Z"));
        assertThat(people.getObservedUntil()).isEqualTo(Instant.parse("2025-01-07T03:00:40Z"));
        assertThat(people.getCount()).isEqualTo(2);
        assertThat(people.getExplained()).isNull();
        assertThat(people.getMedia()).extracting(media -> media.getMediaId()).containsExactly("m3", "m4");
        assertThat(alert("d2:e5:vehicle").getKind()).isEqualTo(AlertKind.VEHICLE);
        assertThat(alert("d2:e5:vehicle").getCount()).isNull();
    }

    @Test
    void shouldAddUpEventRowsAndTakeTheLargestOfMediaRows() {
        PackageFixture fixture = PackageFixture.ordinary();
        fixture.observe("a,d1,e,,2025-01-05T01:00:00Z,,event,human,,,2,,,,,,,,");
        fixture.observe("b,d1,e,,2025-01-05T01:00:00Z,,event,human,,,,,,,,,,,");
        fixture.observe("c,d1,e,m,2025-01-05T01:00:00Z,,media,human,,,2,,,,,,,,");
        importer().run(fixture);

        assertThat(alert("d1:e:human").getCount()).isEqualTo(3);
    }

    @Test
    void shouldExplainTheCrewByItsSetupRowOrByTheDeploymentsEnds() {
        PackageFixture fixture = PackageFixture.full();
        fixture.observe("w,d1,e20,,2025-01-20T03:00:00Z,,event,unclassified,setup,,,,,,,,,,");
        fixture.observe("wm,d1,e20,m,2025-01-20T03:00:00Z,,media,human,,,1,,,,,,,,");
        fixture.observe("x,d1,e21,,2025-01-01T01:00:00Z,,event,human,,,1,,,,,,,,");
        fixture.observe("y,d1,e22,,2025-01-01T01:00:01Z,,event,human,,,1,,,,,,,,");
        fixture.observe("z,d1,e23,,2025-02-01T00:59:59Z,,event,human,,,1,,,,,,,,");
        fixture.observe("f,d1,e24,,2025-01-15T01:00:01Z,,event,human,FALSE,,1,,,,,,,,");
        importer().run(fixture);

        assertThat(alert("d2:e10:human").getExplained()).isEqualTo(Explanation.STAFF);
        assertThat(alert("d2:e11:human").getExplained()).isEqualTo(Explanation.STAFF);
        assertThat(alert("d1:e20:human").getExplained()).isEqualTo(Explanation.STAFF);
        assertThat(alert("d1:e21:human").getExplained()).isEqualTo(Explanation.STAFF);
        assertThat(alert("d1:e22:human").getExplained()).isNull();
        assertThat(alert("d1:e23:human").getExplained()).isEqualTo(Explanation.STAFF);
        assertThat(alert("d1:e24:human").getExplained()).isNull();
    }

    @Test
    void shouldCountEachRowOnce() {
        Importer.Result result = importer().run(PackageFixture.full());

        assertThat(result.count(Count.READ)).isEqualTo(14);
        assertThat(result.accounted()).isEqualTo(14);
        assertThat(result.count(Count.ANIMALS)).isEqualTo(4);
        assertThat(result.count(Count.PEOPLE)).isEqualTo(5);
        assertThat(result.count(Count.UNCLASSIFIED)).isEqualTo(1);
        assertThat(result.count(Count.BLANK)).isEqualTo(1);
        assertThat(result.count(Count.UNKNOWN)).isEqualTo(2);
        assertThat(result.count(Count.PUBLISHED)).isEqualTo(8);
        assertThat(result.count(Count.NEW)).isEqualTo(8);
        assertThat(log.current()).hasSize(8);
        assertThat(result.rejected()).isEmpty();
    }

    @Test
    void shouldPublishDeploymentsAfterTheirEventsWithTallies() {
        importer().run(PackageFixture.full());

        List<SpecificRecord> records = log.records();
        assertThat(records.subList(8, 10)).allMatch(Deployment.class::isInstance);
        Deployment deployment = log.deployments().get("d2");
        assertThat(deployment.getStationId()).isEqualTo("park/L2");
        assertThat(deployment.getCameraId()).isEqualTo("cam2");
        assertThat(deployment.getStart()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
        assertThat(deployment.getEnd()).isEqualTo(Instant.parse("2025-02-01T00:00:00Z"));
        assertThat(deployment.getPosition().getUncertaintyMetres()).isNull();
        assertThat(deployment.getContentDigest()).matches("[0-9a-f]{64}");
        assertThat(deployment.getReplacedDigests()).isEmpty();
        assertThat(deployment.getTallies()).hasSize(7);
        assertThat(sum(deployment, ClassificationTally::getRows)).isEqualTo(7);
        assertThat(sum(deployment, ClassificationTally::getBlank)).isEqualTo(1);
        assertThat(sum(deployment, ClassificationTally::getUnknown)).isEqualTo(2);
        assertThat(sum(log.deployments().get("d1"), ClassificationTally::getUnclassified))
                .isEqualTo(1);
        assertThat(deployment.getTallies().get(0).getQuarterHour()).isEqualTo(Instant.parse("2025-01-01T00:30:00Z"));
    }

    private static int sum(Deployment deployment, java.util.function.ToIntFunction<ClassificationTally> column) {
        return deployment.getTallies().stream().mapToInt(column).sum();
    }

    @Test
    void shouldNameAStationByItsNameOrItsPlaceWhereItHasNoId() {
        PackageFixture fixture = PackageFixture.ordinary();
        fixture.deployments.add("d3,43.10,131.40,2025-01-01T00:00:00Z,2025-02-01T00:00:00Z,,,North ridge,,");
        fixture.deployments.add("d4,43.10,131.40,2025-01-01T00:00:00Z,2025-02-01T00:00:00Z,,NA,NA,,");
        importer().run(fixture);

        assertThat(log.deployments().get("d3").getStationId()).isEqualTo("park/North ridge");
        assertThat(log.deployments().get("d4").getStationId()).isEqualTo("park/43.1,131.4");
    }

    @Test
    void shouldListRowsThatCantBeUsedAndGoOn() {
        PackageFixture fixture = PackageFixture.full();
        fixture.deployments.add("d3,143.1,131.4,2025-01-01T00:00:00Z,2025-02-01T00:00:00Z,,L3,,,");
        fixture.deployments.add("d4,43.1,131.4,yesterday,2025-02-01T00:00:00Z,,L3,,,");
        fixture.observe(",d1,x,,2025-01-05T01:00:00Z,,event,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("x1,d9,x,,2025-01-05T01:00:00Z,,event,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("x2,d3,x,,2025-01-05T01:00:00Z,,event,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("x3,d1,x,,2025-01-05 noon,,event,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("x4,d1,x,,2025-01-05T01:00:00,,event,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("x5,d1,x,,2025-01-05T01:00:00Z,,event,animal,,Sus scrofa,0,,,,,,,,");
        fixture.observe("x6,d1,x,,2025-01-05T01:00:00Z,,event,animal,,Sus scrofa,1.5,,,,,,,,");
        fixture.observe("x7,d1,x,,2025-01-05T01:00:00Z,,event,mammal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("x8,d1,x,,2025-01-05T01:00:00Z,,sequence,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("x9,d1,x,,2025-01-05T01:00:00Z,,event,animal,,Sus scrofa,1,,,,,,,,,,,too,many");
        fixture.observe("last,d1,x,,2025-01-05T01:00:00Z,,event,animal,,Sus scrofa,1,,,,,,,,");
        Importer.Result result = importer().run(fixture);

        assertThat(result.rejected().stream().map(Object::toString))
                .satisfiesExactly(
                        row -> assertThat(row)
                                .contains("deployments.csv")
                                .contains("row=4")
                                .contains("latitude '143.1'"),
                        row -> assertThat(row).contains("row=5").contains("deploymentStart 'yesterday'"),
                        row -> assertThat(row).contains("row=16").contains("observationID is missing"),
                        row -> assertThat(row).contains("row=17").contains("no deployment of the package"),
                        row -> assertThat(row).contains("row=18").contains("its deployment was rejected"),
                        row -> assertThat(row).contains("row=19").contains("eventStart '2025-01-05 noon'"),
                        row -> assertThat(row).contains("row=20").contains("no time with a zone"),
                        row -> assertThat(row).contains("row=21").contains("count '0'"),
                        row -> assertThat(row).contains("row=22").contains("count '1.5'"),
                        row -> assertThat(row).contains("row=23").contains("observationType 'mammal'"),
                        row -> assertThat(row).contains("row=24").contains("observationLevel 'sequence'"),
                        row -> assertThat(row).contains("row=25").contains("more than the 19 columns"));
        assertThat(result.deployments()).containsEntry("rejected", 2L).containsEntry("new", 2L);
        assertThat(result.count(Count.READ)).isEqualTo(25);
        assertThat(result.accounted()).isEqualTo(25);
        assertThat(sighting("last")).isNotNull();
    }

    @Test
    void shouldKeepAndListRowsWhoseClockCantBeRight() {
        PackageFixture fixture = PackageFixture.ordinary();
        fixture.deployments.add("d3,43.3,131.4,2025-01-01T00:00:00Z,2025-02-01T00:00:00Z,,L3,,,TRUE");
        fixture.deployments.add("d5,43.3,131.4,2025-02-01T00:00:00Z,2025-01-01T00:00:00Z,,L3,,,");
        fixture.deployments.add("d6,43.3,131.4,2026-10-31T00:00:00Z,2026-11-01T00:00:00Z,,L3,,,");
        fixture.deployments.add("d7,43.3,131.4,2000-01-01T00:00:00+08:00,2000-03-01T00:00:00+08:00,,L3,,,");
        fixture.observe("ahead,d6,,,2026-11-01T00:05:01Z,,event,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("just,d6,,,2026-11-01T00:05:00Z,,event,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("y1970,d1,,,1970-01-01T00:00:00Z,,event,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("y1999,d1,,,1999-12-31T23:00:00Z,,event,human,,,1,,,,,,,,");
        fixture.observe("before,d1,,,2024-12-30T23:59:59Z,,event,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("dayBefore,d1,,,2024-12-31T00:00:00Z,,event,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("after,d1,,,2025-02-02T00:00:01Z,,event,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("dayAfter,d1,,,2025-02-02T00:00:00Z,,event,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("issues,d3,,,2025-01-05T00:00:00Z,,event,animal,,Sus scrofa,1,,,,,,,,");
        fixture.observe("reset,d7,,,2000-02-01T00:00:00Z,,event,blank,,,,,,,,,,,");
        Importer.Result result = importer().run(fixture);

        assertThat(result.rejected()).isEmpty();
        assertThat(result.clockSuspect())
                .extracting(RowIssues.Issue::row)
                .containsExactly(2L, 4L, 5L, 6L, 8L, 10L, 11L);
        assertThat(List.of("ahead", "y1970", "before", "after", "issues"))
                .allMatch(id -> sighting(id).getClockSuspect());
        assertThat(List.of("just", "dayBefore", "dayAfter"))
                .noneMatch(id -> sighting(id).getClockSuspect());
        assertThat(alert("y1999").getClockSuspect()).isTrue();
        assertThat(sighting("y1970").getObservedAt()).isEqualTo(Instant.EPOCH);
        Map<String, Deployment> deployments = log.deployments();
        assertThat(deployments.get("d1").getClockSuspect()).isFalse();
        assertThat(List.of("d3", "d5", "d7")).allMatch(id -> deployments.get(id).getClockSuspect());
        assertThat(deployments.get("d3").getTallies()).isEmpty();
        assertThat(result.notes()).anyMatch(note -> note.startsWith("7 rows have a time"));
        assertThat(result.notes()).anyMatch(note -> note.startsWith("3 deployments have a period"));
    }

    @Test
    void shouldNameIndividualsOnlyWhereThePackageSaysThatItKnowsThem() {
        PackageFixture fixture = PackageFixture.full();
        fixture.project = "\"id\": \"park\", \"individualAnimals\": false";
        importer().run(fixture);

        assertThat(sighting("o1").getIdentification()).isNull();
    }

    @Test
    void shouldMakeAlertsOfTheAnimalsThatTheMappingNames() throws Exception {
        Path mapping = folder.resolve("kinds.yaml");
        Files.writeString(mapping, "Canis lupus familiaris: DOG\n");
        Importer.Result result = importer().kinds(KindMapping.read(mapping)).run(PackageFixture.full());

        assertThat(alert("o9").getKind()).isEqualTo(AlertKind.DOG);
        assertThat(alert("o9").getStatedKind()).isEqualTo("Canis lupus familiaris");
        assertThat(result.count(Count.PUBLISHED)).isEqualTo(8);
    }

    @Test
    void shouldRefuseAMappingToAnUnknownKind() throws Exception {
        Path mapping = folder.resolve("kinds.yaml");
        Files.writeString(mapping, "Canis lupus familiaris: DOGS\n");

        assertThatThrownBy(() -> KindMapping.read(mapping)).hasMessageContaining("'DOGS'; the kinds are [SOS,");
    }

    @Test
    void shouldTakeOneOfTwoRowsWithOneIdWhateverTheirOrder() {
        PackageFixture fixture = PackageFixture.full();
        fixture.observe(fixture.observations.get(2));
        fixture.observe("o2,d1,e2,,2025-01-06T12:00:00+10:00,,event,animal,,Lynx lynx,1,,,,,,,,");
        Importer.Result result = importer().run(fixture);
        EventLog other = new EventLog();
        new Importer(other, folder).run(fixture.shuffled(7));

        assertThat(result.accounted()).isEqualTo(16);
        // Which of the contradicting rows holds is decided by a digest: the copies hold together or not at all.
        assertThat(result.count(Count.REPEATED) + result.rejected().size()).isEqualTo(2);
        assertThat(result.rejected()).allMatch(issue -> issue.reason().contains("same observationID"));
        assertThat(other.currentContent()).isEqualTo(log.currentContent());
    }

    @Test
    void shouldNotDependOnTheOrderOfRows() {
        importer().run(PackageFixture.full());
        for (long seed = 1; seed <= 5; seed++) {
            EventLog other = new EventLog();
            new Importer(other, folder).run(PackageFixture.full().shuffled(seed));

            assertThat(other.currentContent()).as("seed %d", seed).isEqualTo(log.currentContent());
            assertThat(other.deploymentContent()).as("seed %d", seed).isEqualTo(log.deploymentContent());
        }
    }

    @Test
    void shouldLeaveNothingOnDisk() throws Exception {
        importer().run(PackageFixture.full());

        try (Stream<Path> left = Files.list(folder.resolve("work"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void shouldAskForASourceWhereThePackageHasNone() {
        PackageFixture fixture = PackageFixture.full();
        fixture.project = "\"title\": \"A park\"";
        assertThatThrownBy(() -> importer().run(fixture)).hasMessageContaining("--source NAME");
        fixture.project = "\"id\": \"https://park.example/1\"";
        assertThatThrownBy(() -> importer().run(fixture)).hasMessageContaining("none of them a slash");

        importer().source("park").run(fixture);
        assertThat(sighting("o1")).isNotNull();
    }
}
