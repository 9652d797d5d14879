package org.amurwatch.consumer.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.media.MediaStore;
import org.amurwatch.signature.SignedZipCheck;
import org.amurwatch.signature.SigningKey;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dossier from topics to the file that is signed, with real bytes, files and keys. */
class DossierTest {

    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    @TempDir
    private Path folder;

    private MediaStore media;
    private String picture;
    private SigningKey key;

    @BeforeEach
    void keepAPicture() throws IOException {
        media = new MediaStore(folder.resolve("media"));
        picture = media.keep(new ByteArrayInputStream(JPEG)).orElseThrow().hash();
        key = SigningKey.at(folder.resolve("signing.key"));
    }

    private Dossier dossier(long seed, boolean withPrivate) {
        return dossier(Cases.topics(seed, picture), withPrivate);
    }

    private static Dossier dossier(StoredTopics stored, boolean withPrivate) {
        DossierTopics topics = new DossierTopics(stored);
        Map<String, Incident> incidents = topics.incidents();
        return topics.of(incidents.get(Cases.ID), DossierTopics.mergedInto(Cases.ID, incidents), withPrivate);
    }

    private Path write(String name, Dossier dossier, boolean withPrivate) throws IOException {
        ExportFacts facts =
                new ExportFacts(Instant.parse("2026-01-18T00:00:00Z"), "investigator", "1.0", withPrivate, List.of());
        Path file = folder.resolve(name);
        new DossierFile(dossier, Picture.of(dossier, media), facts, id -> "{\"id\":" + id + "}").writeTo(file, key);
        return file;
    }

    private static byte[] content(Path file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getInputStream(zip.getEntry(name)).readAllBytes();
        }
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(content(file, "dossier.json"));
    }

    private static String report(Path file) throws IOException {
        return new String(content(file, "report.html"), StandardCharsets.UTF_8);
    }

    @Test
    void shouldHoldWhatBelongsToTheIncidentAndToThoseThatBecamePartOfIt() throws IOException {
        JsonNode json = json(write("a.zip", dossier(1, false), false));

        assertThat(json.at("/merged/0/incidentId").asText()).isEqualTo("khasan/b");
        assertThat(json.path("evidence").findValuesAsText("eventKey"))
                .containsExactly(Cases.SHOT, Cases.PERSON, Cases.SHOT);
        assertThat(json.at("/evidence/0/record/rule").asText()).isEqualTo("shot-and-person");
        assertThat(json.at("/evidence/2/record/lostBecause").asText()).isEqualTo("withdrawn");
        assertThat(json.path("originals").findValuesAsText("key"))
                .containsExactlyInAnyOrder(Cases.SHOT, Cases.SHOT, Cases.PERSON, Cases.PERSON, "camera/d1");
        assertThat(json.at("/responses/0/record/kind").asText()).isEqualTo("ON_THE_WAY");
        assertThat(json.at("/rules/0/record/version").asInt()).isEqualTo(3);
        assertThat(json.path("notes")).hasSize(1);
        assertThat(json.toString()).doesNotContain("khasan/c", "other/1", "ERASED NOTE");
    }

    @Test
    void shouldHoldTheOriginalsByteForByteAndSayWhichAreAsTheyWereReceived() throws IOException {
        Dossier dossier = dossier(1, false);
        Path file = write("a.zip", dossier, false);

        List<String> states = new ArrayList<>();
        for (JsonNode original : json(file).path("originals")) {
            byte[] bytes = content(file, original.path("file").asText());
            assertThat(java.util.HexFormat.of().formatHex(org.amurwatch.topic.ReceiptHash.of(bytes)))
                    .isEqualTo(original.path("sha256").asText());
            assertThat(content(file, original.path("schema").asText())).isNotEmpty();
            states.add(original.path("key").asText() + " "
                    + original.path("integrity").asText());
        }
        assertThat(states)
                .containsExactlyInAnyOrder(
                        "acoustic/1 SAME",
                        "acoustic/1 DIFFERS",
                        "camera/p1 NOT_TAKEN",
                        "camera/p1 SAME",
                        "camera/d1 NOT_TAKEN");
        assertThat(report(file)).contains("DIFFERS from what was received");
    }

    @Test
    void shouldTellWhoSawItAndWhoChangedWhatInTheOrderOfTime() throws IOException {
        Path file = write("a.zip", dossier(1, false), false);

        assertThat(json(file).path("seen").findValuesAsText("subject"))
                .containsExactly(Cases.ID, Cases.PERSON, Cases.ID);
        assertThat(json(file).path("chronology").findValuesAsText("what"))
                .containsExactly(
                        "statement received",
                        "statement received",
                        "joined as evidence by rule shot-and-person, version 3",
                        "joined as evidence by rule shot-and-person, version 3",
                        "verdict SUSPICIOUS",
                        "answer ON_THE_WAY",
                        "note",
                        "later statement received, made 2026-01-17T10:08:00Z: withdrawn",
                        "taken out: withdrawn");
        assertThat(report(file)).contains("the clock can&#39;t be right", "1970-01-01T", "timestampIssues", "anna");
    }

    @Test
    void shouldTellSightingsAndAlertsInTheOrderInWhichTheyWereReceived() {
        Sighting sighting = Sighting.newBuilder()
                .setProvenance(Cases.alert(Cases.SHOT, 4, AlertKind.GUNSHOT, null, false)
                        .getProvenance())
                .setPurpose(Purpose.ACTUAL)
                .setObservedAt(Cases.at(0))
                .setPosition(new Position(43.12345, 131.45678, 250.0))
                .setMethod(ObservationMethod.ACOUSTIC)
                .build();
        StoredTopics topics = Cases.topics(1, picture)
                .with(Topics.SIGHTINGS, Cases.SHOT, sighting, Cases.at(4).toEpochMilli());

        assertThat(dossier(topics, false).statements())
                .extracting(Dossier.Statement::receivedAt)
                .contains(Cases.at(4))
                .hasSize(4)
                .isSorted();
    }

    @Test
    void shouldShowWhatPeopleWroteAsTextAndNeverAsMarkup() throws IOException {
        assertThat(report(write("a.zip", dossier(1, false), false)))
                .contains("&lt;script&gt;alert(&#39;note&#39;)&lt;/script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void shouldLeaveOutWhoReportedUnlessItIsAskedFor() throws IOException {
        Path without = write("a.zip", dossier(1, false), false);
        Path with = write("b.zip", dossier(1, true), true);

        assertThat(json(without).toString() + report(without)).doesNotContain("Petrov");
        assertThat(report(without)).contains("Left out: whoever reported");
        assertThat(json(with).toString()).contains("Petrov");
        assertThat(report(with)).contains("Petrov");
    }

    @Test
    void shouldHoldPicturesAsTheyWereKeptAndSayWhichAreGoneOrChanged() throws IOException {
        Path file = write("a.zip", dossier(1, false), false);
        assertThat(content(file, "media/" + picture + ".jpg")).isEqualTo(JPEG);
        assertThat(report(file)).contains("src=\"media/" + picture + ".jpg\"");

        Path kept = media.find(picture).orElseThrow().file();
        byte[] changed = JPEG.clone();
        changed[12]++;
        Files.write(kept, changed);
        assertThat(json(write("b.zip", dossier(1, false), false))
                        .at("/pictures/0/state")
                        .asText())
                .startsWith("DIFFERS from what was kept");

        Files.delete(kept);
        JsonNode gone = json(write("c.zip", dossier(1, false), false)).at("/pictures/0");
        assertThat(gone.path("file").isNull()).isTrue();
        assertThat(gone.path("state").asText()).startsWith("not here");
    }

    @Test
    void shouldBeTheSameBytesInWhateverOrderPartitionsAreRead() throws IOException {
        byte[] first = Files.readAllBytes(write("0.zip", dossier(0, true), true));
        for (int seed = 1; seed < 8; seed++) {
            assertThat(Files.readAllBytes(write(seed + ".zip", dossier(seed, true), true)))
                    .as("seed %d", seed)
                    .isEqualTo(first);
        }
    }

    @Test
    void shouldBeSignedForItsOwnerAloneAndReplaceNothing() throws IOException {
        Path file = write("a.zip", dossier(1, false), false);

        assertThat(SignedZipCheck.check(file, key.publicKey()).faults()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> write("a.zip", dossier(1, false), false));
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith(".dossier"));
        }
    }
}
