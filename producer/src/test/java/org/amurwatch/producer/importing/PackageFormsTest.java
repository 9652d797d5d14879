package org.amurwatch.producer.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms that one package comes in, and packages that can't be read at all. */
class PackageFormsTest {

    @TempDir
    private Path folder;

    private final EventLog log = new EventLog();
    private final PackageFixture fixture = PackageFixture.full();
    private Map<String, Long> expected;

    @BeforeEach
    void readThePlainForm() {
        EventLog plain = new EventLog();
        new Importer(plain, folder).run(PackageFixture.full());
        expected = plain.currentContent();
        assertThat(expected).hasSize(8);
    }

    private Importer.Result read(Path path) {
        return new Importer(log, folder).run(path);
    }

    private void shouldSayTheSame() {
        assertThat(log.currentContent()).isEqualTo(expected);
    }

    private static void shouldRefuse(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.WRONG_USAGE))
                .hasMessageContainingAll(words);
    }

    @Test
    void shouldReadAZip() {
        read(PackageFixture.zip(
                folder,
                "datapackage.json",
                fixture.descriptor(),
                "deployments.csv",
                fixture.deploymentsCsv(),
                "observations.csv",
                fixture.observationsCsv()));
        shouldSayTheSame();
    }

    @Test
    void shouldReadAZipWithAFolderInIt() {
        read(PackageFixture.zip(
                folder,
                "export/datapackage.json",
                fixture.descriptor(),
                "export/deployments.csv",
                fixture.deploymentsCsv(),
                "export/observations.csv",
                fixture.observationsCsv()));
        shouldSayTheSame();
    }

    @Test
    void shouldReadGzippedFilesNamedOrNot() throws IOException {
        Path path = fixture.folder(folder);
        PackageFixture.gzip(path.resolve("observations.csv"), fixture.observationsCsv());
        Files.delete(path.resolve("deployments.csv"));
        PackageFixture.gzip(path.resolve("deployments.csv.gz"), fixture.deploymentsCsv());
        read(path);
        shouldSayTheSame();
    }

    @Test
    void shouldReadThePackageByItsDescriptor() {
        read(fixture.folder(folder).resolve("datapackage.json"));
        shouldSayTheSame();
    }

    @Test
    void shouldReadRowsThatEndWithACarriageReturnAlone() {
        fixture.lineEnd = "\r";
        read(fixture.folder(folder));
        shouldSayTheSame();
    }

    @Test
    void shouldReadRowsOfWindowsWithAByteOrderMark() {
        fixture.lineEnd = "\r\n";
        fixture.observationHeader = "\uFEFF" + fixture.observationHeader;
        fixture.deploymentHeader = "\uFEFF" + fixture.deploymentHeader;
        read(fixture.folder(folder));
        shouldSayTheSame();
    }

    @Test
    void shouldReadQuotedCellsWithDelimitersQuotesAndLineEnds() {
        fixture.replaceObservation("o1", "Leo 117F", "\"Leo, \"\"the\nfirst\"\"\"");
        read(fixture.folder(folder));

        Sighting leopard = (Sighting) log.current().get("park/o1");
        assertThat(leopard.getIdentification().getIndividualId()).isEqualTo("Leo, \"the\nfirst\"");
    }

    @Test
    void shouldReadInlineTables() throws IOException {
        Path path = folder.resolve("inline");
        Files.createDirectories(path);
        Files.writeString(
                path.resolve("datapackage.json"),
                fixture.descriptor(
                        "{\"name\": \"deployments\", \"data\": [{\"deploymentID\": \"d1\", \"latitude\": 43.1,"
                                + " \"longitude\": 131.4, \"deploymentStart\": \"2025-01-01T00:00:00Z\", \"deploymentEnd\":"
                                + " \"2025-02-01T00:00:00Z\", \"locationID\": \"L1\", \"timestampIssues\": false}]},"
                                + "{\"name\": \"observations\", \"data\": [[\"observationID\", \"deploymentID\", \"eventStart\","
                                + " \"observationLevel\", \"observationType\", \"scientificName\", \"count\"],"
                                + " [\"a\", \"d1\", \"2025-01-02T00:00:00Z\", \"event\", \"animal\", \"Lynx lynx\", 2],"
                                + " [\"b\", \"d1\", \"2025-01-02T00:00:00Z\", \"event\", \"animal\", \"Lynx lynx\", -1]]}"));
        Importer.Result result = read(path);

        assertThat(((Sighting) log.current().get("park/a")).getCount()).isEqualTo(2);
        assertThat(result.rejected()).singleElement().satisfies(issue -> {
            assertThat(issue.file()).isEqualTo("datapackage.json");
            assertThat(issue.row()).isEqualTo(3);
        });
    }

    @Test
    void shouldReadVersion016() throws IOException {
        fixture.profile = "https://raw.githubusercontent.com/tdwg/camtrap-dp/0.1.6/camtrap-dp-profile.json";
        fixture.project = "\"id\": \"park\", \"animalTypes\": [\"unmarked\", \"marked\"]";
        fixture.deploymentHeader = "deploymentID,latitude,longitude,start,end,locationID,timestampIssues,comments";
        fixture.deployments.clear();
        fixture.deployments.add("d1,43.1,131.4,2025-01-01T00:00:00Z,2025-02-01T00:00:00Z,L1,FALSE,by Ivan");
        fixture.observationHeader =
                "observationID,deploymentID,sequenceID,mediaID,timestamp,observationType,cameraSetup,"
                        + "scientificName,count,countNew,lifeStage,sex,individualID,classificationMethod,classifiedBy,"
                        + "classificationTimestamp,classificationConfidence,comments,_id";
        fixture.observations.clear();
        fixture.observe(
                "a,d1,s1,,2025-01-02T00:00:00+1000,animal,FALSE,Lynx lynx,1,,offspring,unknown,L7,machine,net,,0.8,,x");
        fixture.observe("b,d1,s2,m2,2025-01-03T00:00:00Z,human,TRUE,Homo sapiens,2,,,,,human,Ivan Petrov,,,,x");
        fixture.observe("c,d1,s3,m3,2025-01-03T01:00:00Z,human,false,Homo sapiens,2,,,,,,,,,,x");
        fixture.observe("d,d1,s4,,2025-01-03T01:00:00Z,blank,false,,0,,,,,,,,,,x");
        Importer.Result result = read(fixture.folder(folder));

        assertThat(result.rejected()).isEmpty();
        Sighting lynx = (Sighting) log.current().get("park/a");
        assertThat(lynx.getObservedAt()).isEqualTo(Instant.parse("2025-01-01T14:00:00Z"));
        assertThat(lynx.getLevel()).isEqualTo(ObservationLevel.EVENT);
        assertThat(lynx.getEpisodeId()).isEqualTo("d1:s1");
        assertThat(lynx.getIdentification().getIndividualId()).isEqualTo("L7");
        assertThat(lynx.getClassification().getProbability()).isEqualTo(0.8);
        assertThat(((PoachingAlert) log.current().get("park/d1:s2:human")).getExplained())
                .isNotNull();
        assertThat(((PoachingAlert) log.current().get("park/d1:s3:human")).getExplained())
                .isNull();
        assertThat(log.records().toString()).doesNotContain("Ivan");
    }

    @Test
    void shouldIgnoreMoreResourcesWithANote() {
        fixture.moreResources = ", {\"name\": \"individuals\", \"data\": []}";
        Importer.Result result = read(fixture.folder(folder));

        shouldSayTheSame();
        assertThat(result.notes())
                .containsExactly("The resource 'individuals' is no part of Camtrap DP and was ignored.");
    }

    @Test
    void shouldTakeTheTimeOfTheImportWhereThePackageHasNoDateOrOneToCome() {
        fixture.created = "null";
        read(fixture.folder(folder));
        Sighting leopard = (Sighting) log.current().get("park/o1");
        assertThat(leopard.getProvenance().getRevision()).isEqualTo(Importer.NOW);

        EventLog other = new EventLog();
        Importer.Result result = new Importer(other, folder).run(fixture.createdAt("2036-01-01T00:00:00Z"));
        leopard = (Sighting) other.current().get("park/o1");
        assertThat(leopard.getProvenance().getRevision()).isEqualTo(Importer.NOW);
        assertThat(result.notes()).anyMatch(note -> note.contains("created in the future"));
    }

    @Test
    void shouldRefuseWhatIsNoPackage() throws IOException {
        shouldRefuse(() -> read(folder.resolve("nowhere")), "no readable file or folder");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        shouldRefuse(() -> read(empty), "no datapackage.json");
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        shouldRefuse(() -> read(text), "is no zip that can be read");
        shouldRefuse(() -> read(PackageFixture.zip(folder, "datapackage.json", "{\"a\": ")), "is no JSON");
        shouldRefuse(() -> read(PackageFixture.zip(folder, "datapackage.json", "[]")), "no JSON object");
    }

    @Test
    void shouldRefuseOtherVersionsAndMissingTables() throws IOException {
        fixture.profile = "https://raw.githubusercontent.com/tdwg/camtrap-dp/2.1/camtrap-dp-profile.json";
        shouldRefuse(() -> read(fixture.folder(folder)), "Camtrap DP 2.1", "1.0.x and 0.1.6");
        fixture.profile = "tabular-data-package";
        shouldRefuse(() -> read(fixture.folder(folder)), "names no version");
        PackageFixture whole = PackageFixture.full();
        String one = whole.descriptor("{\"name\": \"deployments\", \"path\": \"deployments.csv\"}");
        shouldRefuse(() -> read(PackageFixture.zip(folder, "datapackage.json", one)), "no resource 'observations'");
        shouldRefuse(
                () -> read(PackageFixture.zip(folder, "datapackage.json", whole.descriptor())),
                "no file deployments.csv");
        whole.observationHeader = whole.observationHeader.replace("eventStart", "begin");
        shouldRefuse(() -> read(whole.folder(folder)), "observations.csv has no column eventStart");
    }

    @Test
    void shouldNotLeaveThePackageByAPath() throws IOException {
        Files.writeString(folder.resolve("secret.csv"), "secret");
        for (String path : new String[] {
            "../secret.csv",
            "/etc/hostname",
            "a/../../secret.csv",
            "file:secret.csv",
            "..\\\\secret.csv",
            "https://example.org/observations.csv"
        }) {
            String json = fixture.descriptor("{\"name\": \"deployments\", \"path\": \"" + path + "\"},"
                    + "{\"name\": \"observations\", \"path\": \"observations.csv\"}");
            Path path1 = fixture.folder(folder);
            Files.writeString(path1.resolve("datapackage.json"), json);
            shouldRefuse(() -> read(path1), "not inside the package");
        }
    }

    @Test
    void shouldStopAFileThatExpandsWithoutReason() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            out.write((fixture.observationHeader + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] lines = "\n".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 101; i++) {
                out.write(lines);
            }
        }
        Path path = fixture.folder(folder);
        Files.write(path.resolve("observations.csv"), bomb.toByteArray());

        shouldRefuse(() -> read(path), "observations.csv", "no honest table");
        assertThat(log.records()).isEmpty();
    }

    @Test
    void shouldPublishNothingOfAPackageThatBreaksOff() throws IOException {
        Path path = fixture.folder(folder);
        PackageFixture.gzip(path.resolve("observations.csv"), fixture.observationsCsv());
        byte[] whole = Files.readAllBytes(path.resolve("observations.csv"));
        Files.write(path.resolve("observations.csv"), java.util.Arrays.copyOf(whole, whole.length - 20));
        shouldRefuse(() -> read(path), "Can't read observations.csv");

        fixture.observe("q,d1,\"never closed");
        shouldRefuse(() -> read(fixture.folder(folder)), "row 16 opens a quote that is never closed");
        assertThat(log.records()).isEmpty();
    }
}
