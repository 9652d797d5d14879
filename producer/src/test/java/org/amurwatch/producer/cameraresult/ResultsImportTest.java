package org.amurwatch.producer.cameraresult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.media.MediaStore;
import org.amurwatch.producer.cameraresult.ResultsHeader.Form;
import org.amurwatch.producer.importing.Count;
import org.amurwatch.producer.importing.EventLog;
import org.amurwatch.producer.importing.PackageRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a results file and a table of deployments become. */
class ResultsImportTest {

    private static final String DEPLOYMENTS = """
            deploymentID,folder,latitude,longitude,start,end,timeZone,locationID,cameraID
            d1,ridge,43.1,131.4,2026-10-01 09:00:00,2026-10-31 09:00:00,Asia/Vladivostok,ridge,cam1
            d2,spring/left,43.2,131.5,2026-10-01T00:00:00Z,,Asia/Shanghai,spring,cam2
            d3,elsewhere,43.3,131.6,2026-10-01T00:00:00Z,,,,cam3
            """;

    private static final String RESULTS = """
            {"info": {"detector": "md_v5a.0.0.pt"}, "images": [
              {"file": "ridge/Ivan/1.JPG", "datetime": "2026:10:10 12:51:00", "detections": [
                 {"category": "2", "conf": 0.6, "bbox": [0, 0, 1, 1]}]},
              {"file": "ridge/Ivan/2.JPG", "datetime": "2026:10:10 12:51:02", "detections": [
                 {"category": "2", "conf": 0.9, "bbox": [0, 0, 1, 1]}, {"category": "2", "conf": 0.4, "bbox": [0, 0, 1, 1]}]},
              {"file": "cards/spring/left/1.JPG", "datetime": "2026:10:11 08:00:00", "detections": [
                 {"category": "1", "conf": 0.8, "bbox": [0, 0, 1, 1]}]},
              {"file": "spring/left/2.JPG", "datetime": "2026:10:11 08:00:05", "detections": []},
              {"file": "spring/left/3.JPG", "datetime": "2026:10:11 08:00:06", "failure": "no image", "detections": null},
              {"file": "ridge/0.JPG", "datetime": "2026:10:01 09:10:00", "detections": [
                 {"category": "3", "conf": 0.5, "bbox": [0, 0, 1, 1]}]},
              {"file": "nowhere/1.JPG", "datetime": "2026:10:11 08:00:06", "detections": []},
              {"file": "ridge/9.JPG", "detections": []},
              {"detections": []}]}""";

    @TempDir
    private Path folder;

    private final EventLog log = new EventLog();

    private ResultsPackage.Request request(String deployments, String results) throws IOException {
        return new ResultsPackage.Request(
                Files.writeString(folder.resolve("results.json"), results),
                Files.writeString(folder.resolve("deployments.csv"), deployments),
                null,
                null,
                false,
                0.2,
                false,
                folder);
    }

    private PackageRun.Result run(ResultsPackage.Request request) {
        return PackageRun.into(log, ResultsPackage.open(request, "ridge-cameras", null), "ridge-cameras", folder);
    }

    private static ResultsPackage.Request whole(ResultsPackage.Request request) {
        return new ResultsPackage.Request(
                request.results(),
                request.deployments(),
                request.zone(),
                request.images(),
                request.positionsFromImages(),
                request.threshold(),
                true,
                request.workFolder());
    }

    @Test
    void shouldPublishPeopleOfFiveMinutesAsOneEvent() throws IOException {
        run(request(DEPLOYMENTS, RESULTS));

        PoachingAlert people = (PoachingAlert) log.current().get("ridge-cameras/d1:20261010T0250Z:human");
        assertThat(people.getKind()).isEqualTo(AlertKind.HUMAN_PRESENCE);
        assertThat(people.getSuspicion()).isEqualTo(Suspicion.NONE);
        assertThat(people.getObservedAt()).isEqualTo(Instant.parse("2026-10-10T02:51:00Z"));
        assertThat(people.getCount()).isEqualTo(2);
        assertThat(people.getClassification().getMethod()).isEqualTo(ClassificationMethod.MACHINE);
        assertThat(people.getClassification().getProbability()).isEqualTo(0.9);
        assertThat(people.getStationId()).isEqualTo("ridge-cameras/ridge");
        assertThat(people.getProvenance().getFile()).isEqualTo("results.json");
        assertThat(people.getProvenance().getRow()).isEqualTo(1);
        assertThat(people.getExplained()).isNull();

        PoachingAlert vehicle = (PoachingAlert) log.current().get("ridge-cameras/d1:20260930T2310Z:vehicle");
        assertThat(vehicle.getKind()).isEqualTo(AlertKind.VEHICLE);
        assertThat(vehicle.getExplained()).isEqualTo(Explanation.STAFF);
    }

    private ResultsPackage.Request withPictures() throws IOException {
        Path images = folder.resolve("images");
        for (String name : List.of("ridge/Ivan/1.JPG", "ridge/Ivan/2.JPG", "cards/spring/left/1.JPG", "ridge/0.JPG")) {
            Path picture = images.resolve(name);
            Files.createDirectories(picture.getParent());
            Files.write(picture, JpegFixture.withPosition(name));
        }
        Files.writeString(images.resolve("ridge/0.JPG"), "no picture");
        ResultsPackage.Request request = request(DEPLOYMENTS, RESULTS);
        return new ResultsPackage.Request(
                request.results(), request.deployments(), null, images, false, 0.2, false, folder);
    }

    private PackageRun.Result runKeeping(Path pictures) throws IOException {
        return PackageRun.into(
                log, ResultsPackage.open(withPictures(), "ridge-cameras", null), "ridge-cameras", folder, pictures);
    }

    @Test
    void shouldKeepThePicturesOfPeopleWhereThatIsWanted() throws IOException {
        Path kept = folder.resolve("kept");

        PackageRun.Result result = runKeeping(kept);

        PoachingAlert people = (PoachingAlert) log.current().get("ridge-cameras/d1:20261010T0250Z:human");
        MediaStore store = new MediaStore(kept);
        assertThat(people.getMedia()).hasSize(2).allSatisfy(picture -> {
            assertThat(picture.getMediaType()).isEqualTo("image/jpeg");
            assertThat(store.find(picture.getContentHash())).isPresent();
        });
        assertThat(Files.readAllBytes(store.find(people.getMedia().get(0).getContentHash())
                        .orElseThrow()
                        .file()))
                .as("as the camera wrote it")
                .isIn(JpegFixture.withPosition("ridge/Ivan/1.JPG"), JpegFixture.withPosition("ridge/Ivan/2.JPG"));
        assertThat(log.of(Sighting.class)).singleElement().satisfies(animal -> assertThat(animal.getMedia())
                .allSatisfy(picture -> assertThat(picture.getContentHash()).isNull()));
        assertThat(result.notes()).anySatisfy(note -> assertThat(note)
                .contains("1 pictures of people or vehicles could not be kept", "it is no JPEG, PNG or WAV"));
        assertThat(log.current()).as("published all the same").containsKey("ridge-cameras/d1:20260930T2310Z:vehicle");
    }

    @Test
    void shouldChangeNothingByKeepingPicturesOrNot() throws IOException {
        PackageRun.into(log, ResultsPackage.open(withPictures(), "ridge-cameras", null), "ridge-cameras", folder);
        int before = log.records().size();

        runKeeping(folder.resolve("kept"));

        assertThat(log.records()).as("the same statements").hasSize(before);
    }

    @Test
    void shouldPublishAnAnimalThatNobodyIdentified() throws IOException {
        run(request(DEPLOYMENTS, RESULTS));

        assertThat(log.of(Sighting.class)).singleElement().satisfies(animal -> {
            assertThat(animal.getScientificName()).isNull();
            assertThat(animal.getObservedAt()).isEqualTo(Instant.parse("2026-10-11T00:00:00Z"));
            assertThat(animal.getDeploymentId()).isEqualTo("ridge-cameras/d2");
            assertThat(animal.getClassification().getBy()).isEqualTo("MegaDetector md_v5a.0.0.pt");
        });
    }

    @Test
    void shouldCountEachPictureAndNameThoseThatCantBeUsed() throws IOException {
        PackageRun.Result result = run(request(DEPLOYMENTS, RESULTS));

        assertThat(result.count(Count.READ)).isEqualTo(9);
        assertThat(result.count(Count.PEOPLE)).isEqualTo(3);
        assertThat(result.count(Count.ANIMALS)).isEqualTo(1);
        assertThat(result.count(Count.BLANK)).isEqualTo(1);
        assertThat(result.count(Count.UNCLASSIFIED)).isEqualTo(1);
        assertThat(result.rejected())
                .containsExactly(
                        "row 7: its path is in no deployment's folder",
                        "row 8: the results say no 'datetime' of it; have it read from the pictures with --images FOLDER",
                        "row 9: it has no 'file' that names the picture");
    }

    @Test
    void shouldPublishTheDeploymentsThatHavePictures() throws IOException {
        PackageRun.Result result = run(request(DEPLOYMENTS, RESULTS));

        assertThat(log.deployments().keySet()).containsExactlyInAnyOrder("d1", "d2");
        Deployment second = log.deployments().get("d2");
        assertThat(second.getTallies()).singleElement().satisfies(tally -> {
            assertThat(tally.getRows()).isEqualTo(3);
            assertThat(tally.getBlank()).isEqualTo(1);
            assertThat(tally.getUnclassified()).isEqualTo(1);
        });
        assertThat(result.notes()).anyMatch(note -> note.startsWith("1 of the deployments have no picture"));
    }

    @Test
    void shouldPassOnNoPathOfAPicture() throws IOException {
        run(request(DEPLOYMENTS, RESULTS));

        assertThat(log.records().toString()).doesNotContain("Ivan").doesNotContain("JPG");
    }

    @Test
    void shouldChangeNothingTheSecondTime() throws IOException {
        run(request(DEPLOYMENTS, RESULTS));
        int before = log.records().size();
        PackageRun.Result again = run(request(DEPLOYMENTS, RESULTS));

        assertThat(again.count(Count.PUBLISHED)).isZero();
        assertThat(again.count(Count.DUPLICATES)).isEqualTo(3);
        assertThat(log.current()).hasSize(3);
        assertThat(log.records().subList(before, log.records().size())).allMatch(Deployment.class::isInstance);
    }

    @Test
    void shouldKeepWhatAnotherFileOfTheSameDeploymentStated() throws IOException {
        run(request(DEPLOYMENTS, RESULTS));
        PackageRun.Result second = run(request(DEPLOYMENTS, """
                {"images": [{"file": "spring/left/8.JPG", "datetime": "2026:10:20 08:00:00", "detections": [
                  {"category": "1", "conf": 0.8, "bbox": [0, 0, 1, 1]}]}]}"""));

        assertThat(second.count(Count.WITHDRAWN)).isZero();
        assertThat(log.current()).hasSize(4);
        assertThat(log.deployments().get("d2").getTallies()).hasSize(2);
    }

    @Test
    void shouldWithdrawWhatAWholeFileStatesNoMore() throws IOException {
        run(request(DEPLOYMENTS, RESULTS));
        PackageRun.Result second = run(whole(request(DEPLOYMENTS, """
                {"images": [{"file": "spring/left/1.JPG", "datetime": "2026:10:11 08:00:00", "detections": []}]}""")));

        assertThat(second.count(Count.WITHDRAWN)).isEqualTo(1);
        assertThat(log.current()).hasSize(2);
    }

    @Test
    void shouldReadTimesAndPositionsFromPictures() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(images.resolve("a"));
        Files.write(images.resolve("a/1.JPG"), JpegFixture.withPosition("2026:10:10 12:51:00"));
        Files.write(images.resolve("a/2.JPG"), JpegFixture.withOffset("2026:10:10 12:51:00", "+08:00"));
        Files.write(images.resolve("a/3.JPG"), new byte[] {1, 2, 3});
        Files.write(folder.resolve("secret.JPG"), JpegFixture.withTime("2026:10:10 12:51:00"));
        ResultsPackage.Request stated = request(
                "deploymentID,latitude,longitude,start,timeZone\na,,,2026-10-01 00:00:00,Asia/Vladivostok\n", """
                {"images": [{"file": "a/1.JPG", "detections": [{"category": "1", "conf": 0.8}]},
                  {"file": "a/2.JPG", "detections": [{"category": "1", "conf": 0.8}]}, {"file": "a/3.JPG", "detections": []},
                  {"file": "a/../../secret.JPG", "detections": []}, {"file": "a/4.JPG", "detections": []},
                  {"file": "a/3.JPG", "datetime": "2026-10-12 00:00:00", "detections": [{"category": "1", "conf": 0.8}]}]}""");
        PackageRun.Result result = run(new ResultsPackage.Request(
                stated.results(), stated.deployments(), null, images, true, 0.2, false, folder));

        assertThat(log.of(Sighting.class))
                .extracting(Sighting::getObservedAt)
                .containsExactly(
                        Instant.parse("2026-10-10T02:51:00Z"),
                        Instant.parse("2026-10-10T04:51:00Z"),
                        Instant.parse("2026-10-11T14:00:00Z"));
        assertThat(log.of(Sighting.class))
                .allSatisfy(
                        animal -> assertThat(animal.getPosition().getLatitude()).isEqualTo(43.5));
        assertThat(result.rejected())
                .hasSize(3)
                .allMatch(reason -> reason.endsWith("its picture is not there or has no EXIF DateTimeOriginal"));
    }

    @Test
    void shouldAskForTheZoneOfTimesWithoutOne() throws IOException {
        String deployments = "deploymentID,latitude,longitude,start\nridge,43.1,131.4,2026-10-01T00:00:00Z\n";
        String results =
                "{\"images\": [{\"file\": \"ridge/1.JPG\", \"datetime\": \"2026:10:10 12:51:00\", \"detections\": []}]}";

        assertThat(run(request(deployments, results)).rejected())
                .singleElement()
                .asString()
                .contains("has no zone");
        ResultsPackage.Request without = request(deployments, results);
        PackageRun.Result zoned = run(new ResultsPackage.Request(
                without.results(),
                without.deployments(),
                ZoneId.of("Asia/Vladivostok"),
                null,
                false,
                0.2,
                false,
                folder));
        assertThat(zoned.count(Count.BLANK)).isEqualTo(1);
    }

    @Test
    void shouldRefuseDeploymentsWithAFaultWhole() throws IOException {
        String[] columns = {"deploymentID", "latitude", "longitude", "start"};
        for (String column : columns) {
            ResultsPackage.Request request = request(DEPLOYMENTS.replaceFirst(column, "other"), RESULTS);
            assertThatThrownBy(() -> run(request))
                    .as(column)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining(column);
        }
        for (String row : List.of(
                "d9,ridge,43,131,2026-10-01 09:00:00,,Mars/Olympus,,",
                "d9,ridge,143,131,2026-10-01T00:00:00Z,,,,",
                "d9,ridge,43,131,last summer,,,,",
                "d9,ridge,43,131,2026-10-01 09:00:00,,,,",
                ",ridge,43,131,2026-10-01T00:00:00Z,,,,",
                "d9,ridge,43,131,2026-10-01T00:00:00Z,,,,,,,,")) {
            String header = DEPLOYMENTS.lines().findFirst().orElseThrow();
            ResultsPackage.Request request = request(header + "\n" + row + "\n", RESULTS);
            assertThatThrownBy(() -> run(request)).as(row).isInstanceOf(CommandFailure.class);
        }
        for (String twice : List.of("d1,other", "d9,ridge")) {
            ResultsPackage.Request request =
                    request(DEPLOYMENTS + twice + ",43,131,2026-10-01T00:00:00Z,,,,\n", RESULTS);
            assertThatThrownBy(() -> run(request)).as(twice).isInstanceOf(CommandFailure.class);
        }
        assertThat(log.records()).isEmpty();
    }

    @Test
    void shouldReadDeploymentsWithAnyLineEndsAndAByteOrderMark() throws IOException {
        assertThat(run(request("\uFEFF" + DEPLOYMENTS.replace("\n", "\r").replace(',', ';'), RESULTS))
                        .count(Count.PUBLISHED))
                .isEqualTo(3);
    }

    @Test
    void shouldRefuseResultsOfTheOtherClassifierAndBrokenOnes() throws IOException {
        ResultsPackage.Request request = request(DEPLOYMENTS, RESULTS);
        assertThatThrownBy(() -> ResultsPackage.open(request, "ridge-cameras", Form.SPECIESNET))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("MegaDetector");
        ResultsPackage.Request cut = request(DEPLOYMENTS, RESULTS.substring(0, RESULTS.length() - 20));
        assertThatThrownBy(() -> run(cut)).isInstanceOf(CommandFailure.class).hasMessageContaining("results.json");
        assertThat(log.records()).isEmpty();
    }

    /** With -Damurwatch.pictures=2000000 and -Xmx128m too. */
    @Test
    void shouldReadManyPicturesWithoutHoldingThem() throws IOException {
        int pictures = Integer.getInteger("amurwatch.pictures", 20_000);
        ResultsPackage.Request request = request(DEPLOYMENTS, "");
        try (BufferedWriter out = Files.newBufferedWriter(request.results())) {
            out.write("{\"images\": [");
            for (int i = 0; i < pictures; i++) {
                out.write((i == 0 ? "" : ",") + "{\"file\": \"ridge/" + i + ".JPG\", \"datetime\": \"2026:10:"
                        + (10 + i % 20) + " 12:00:00\", \"detections\": [{\"category\": \"" + (1 + i % 2)
                        + "\", \"conf\": 0.8, \"bbox\": [0.1, 0.2, 0.3, 0.4]}]}");
            }
            out.write("]}");
        }
        PackageRun.Result result = run(request);

        assertThat(result.count(Count.READ)).isEqualTo(pictures);
        assertThat(result.count(Count.ANIMALS)).isEqualTo(pictures / 2);
        assertThat(result.rejected()).isEmpty();
    }
}
