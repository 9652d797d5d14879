package org.amurwatch.producer.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentNote;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Sighting;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.media.MediaStore;
import org.amurwatch.signature.SigningKey;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An erasure from what stands in the topics to what it writes, with real pictures and receipts. */
class ErasureTest {

    private static final Instant SEEN = Instant.parse("2026-01-17T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final StoredRecords topics = new StoredRecords();
    private MediaStore media;
    private String shared;
    private String own;

    @BeforeEach
    void fill() throws IOException {
        media = new MediaStore(folder.resolve("media"));
        shared = kept(1);
        own = kept(2);
        topics.with(Topics.POACHING_ALERTS, "camera/1", person("camera/1", 0, SEEN, own))
                .with(Topics.POACHING_ALERTS, "camera/1", person("camera/1", 5, SEEN, shared))
                .with(Topics.POACHING_ALERTS, "camera/2", person("camera/2", 0, SEEN.plusSeconds(86_400), shared))
                .with(Topics.SIGHTINGS, "camera/3", leopard())
                .with(Topics.PRIVATE_DETAILS, "camera/1", details("camera/1", "Ivan"))
                .with(Topics.PRIVATE_DETAILS, "camera/2", details("camera/2", "Pjotr"));
    }

    private String kept(int content) throws IOException {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) content};
        return media.keep(new ByteArrayInputStream(jpeg)).orElseThrow().hash();
    }

    private static Provenance provenance(String key, int revision) {
        String[] parts = key.split("/");
        return Provenance.newBuilder()
                .setSourceId(parts[0])
                .setEventId(parts[1])
                .setRevision(SEEN.plusSeconds(revision))
                .setFile("cards.csv")
                .build();
    }

    private static PoachingAlert person(String key, int revision, Instant at, String picture) {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance(key, revision))
                .setPurpose(Purpose.ACTUAL)
                .setObservedAt(at)
                .setPosition(new Position(43.12345, 131.45678, 250.0))
                .setStationId("camera/path-to-the-village")
                .setKind(AlertKind.HUMAN_PRESENCE)
                .setClassification(
                        Classification.newBuilder().setBy("person-123456789012").build())
                .setMedia(List.of(
                        MediaReference.newBuilder().setContentHash(picture).build()))
                .build();
    }

    private static Sighting leopard() {
        return Sighting.newBuilder()
                .setProvenance(provenance("camera/3", 0))
                .setPurpose(Purpose.ACTUAL)
                .setObservedAt(SEEN)
                .setPosition(new Position(43.2, 131.5, null))
                .setScientificName("Panthera pardus")
                .setClassification(
                        Classification.newBuilder().setBy("person-123456789012").build())
                .build();
    }

    private static PrivateDetails details(String key, String reporter) {
        return PrivateDetails.newBuilder()
                .setEventKey(key)
                .setReporter(reporter)
                .build();
    }

    private StoredRecords incident(IncidentState state, String... events) {
        topics.with(
                Topics.INCIDENTS,
                "khasan/a",
                Incident.newBuilder()
                        .setIncidentId("khasan/a")
                        .setSectorId("khasan")
                        .setState(state)
                        .setSeverity(Severity.SEVERE)
                        .setLevel(PageLevel.DISPATCH)
                        .setOpenedAt(SEEN)
                        .setChangedAt(SEEN)
                        .setFirstObservedAt(SEEN)
                        .setLastObservedAt(SEEN)
                        .setLastReceivedAt(SEEN)
                        .setCentre(new Position(43.0, 131.0, null))
                        .setTerritoryId("pad")
                        .setTimeZone("UTC")
                        .setKinds(Map.of())
                        .setEvidence(List.of())
                        .setRules(List.of())
                        .setEvidenceCount(events.length)
                        .build());
        for (String event : events) {
            topics.with(
                    Topics.INCIDENT_EVIDENCE,
                    "khasan/a/" + event,
                    IncidentEvidence.newBuilder()
                            .setIncidentId("khasan/a")
                            .setEventKey(event)
                            .setJoined(true)
                            .setRule("person")
                            .setRuleVersion(1)
                            .setObservedAt(SEEN)
                            .setReceivedAt(SEEN)
                            .setPosition(new Position(43.0, 131.0, null))
                            .setTerritoryId("pad")
                            .setSourceId("camera")
                            .setChangedAt(SEEN)
                            .build());
        }
        return topics.with(
                Topics.INCIDENT_NOTES,
                "khasan/a/n1",
                IncidentNote.newBuilder()
                        .setNoteId("n1")
                        .setIncidentId("khasan/a")
                        .setText("looks like Ivan")
                        .setBy("duty-officer")
                        .setAt(SEEN)
                        .build());
    }

    private static ErasureRequest event(String key, Set<String> held, boolean evenEvidence) {
        return new ErasureRequest(key, null, null, null, null, null, held, evenEvidence);
    }

    private static ErasureRequest period(Instant from, Instant to, @Nullable String territory) {
        return new ErasureRequest(null, null, null, from, to, territory, Set.of(), false);
    }

    private ErasurePlan plan(StoredRecords stored, ErasureRequest request) {
        return ErasurePlanning.plan(stored, request, media::holds);
    }

    private ErasurePlan erase(ErasureRequest request) {
        ErasurePlan plan = plan(topics, request);
        Erasure.carryOut(plan, topics, media, NOW);
        return plan;
    }

    private PoachingAlert last(String key) {
        List<PoachingAlert> found = new ArrayList<>();
        topics.read(Topics.POACHING_ALERTS, key::equals, (name, alert) -> found.add(alert));
        return found.get(found.size() - 1);
    }

    @Test
    void shouldWithdrawAnEventWithNothingLeftInItAndNamesFirst() {
        erase(event("camera/1", Set.of(), false));

        assertThat(topics.writes()).containsExactly("tombstone private.details camera/1", "withdrawn camera/1");
        PoachingAlert left = last("camera/1");
        assertThat(left.getWithdrawn()).isTrue();
        assertThat(left.getProvenance().getRevision()).isEqualTo(NOW);
        assertThat(left.toString())
                .doesNotContain("43.12345", "131.45678", "village", "2026-01-17", "person-", "cards.csv", shared, own);
    }

    @Test
    void shouldHoldThoughTheClockOfTheSourceIsAhead() {
        topics.with(Topics.POACHING_ALERTS, "camera/9", person("camera/9", 400 * 86_400, SEEN, shared));

        erase(event("camera/9", Set.of(), false));

        assertThat(last("camera/9").getProvenance().getRevision())
                .isEqualTo(SEEN.plusSeconds(400 * 86_400).plusMillis(1));
    }

    @Test
    void shouldDeletePicturesThatNothingElseRefersTo() throws IOException {
        erase(event("camera/1", Set.of(), false));
        assertThat(media.find(own)).as("of an earlier statement of it alone").isEmpty();
        assertThat(media.find(shared)).as("another event shows it").isPresent();

        erase(event("camera/2", Set.of(), false));
        assertThat(media.find(shared)).as("both are gone").isEmpty();
    }

    @Test
    void shouldLeaveEvidenceOfOpenIncidentsAloneUnlessItIsMeant() {
        incident(IncidentState.RESPONDING, "camera/1");

        assertThat(erase(event("camera/1", Set.of(), false)).held()).containsExactly("camera/1");
        assertThat(topics.writes()).isEmpty();

        assertThat(erase(event("camera/1", Set.of(), true)).held()).isEmpty();
        assertThat(topics.writes()).contains("withdrawn camera/1");
    }

    @Test
    void shouldLeaveEvidenceOfAClosedIncidentAloneThatIsHeld() {
        incident(IncidentState.RESOLVED, "camera/1");

        assertThat(erase(event("camera/1", Set.of("khasan/a"), true)).isEmpty()).isTrue();
        assertThat(erase(event("camera/1", Set.of(), false)).emptied()).hasSize(1);
    }

    @Test
    void shouldTakeNotesOfAnIncidentWithTheLastOfItsEvidence() {
        incident(IncidentState.RESOLVED, "camera/1", "camera/2");

        assertThat(plan(topics, event("camera/1", Set.of(), false)).notes()).isEmpty();
        assertThat(plan(topics, period(SEEN, SEEN.plusSeconds(100_000), null)).notes())
                .containsExactly("khasan/a/n1");
    }

    @Test
    void shouldTakeAPersonOutOfWhatTheyClassifiedAndLeaveTheEvents() {
        ErasurePlan plan =
                erase(new ErasureRequest(null, "person-123456789012", "camera", null, null, null, Set.of(), false));

        assertThat(plan.unnamed()).hasSize(3);
        assertThat(last("camera/1").getClassification().getBy()).isNull();
        assertThat(last("camera/1").getPosition().getLatitude()).isEqualTo(43.12345);
        assertThat(topics.writes()).allMatch(write -> write.startsWith("stated "));

        erase(new ErasureRequest(null, "Ivan", "camera", null, null, null, Set.of(), false));
        assertThat(topics.writes().subList(3, topics.writes().size()))
                .containsExactly("tombstone private.details camera/1");
        assertThat(plan(topics, new ErasureRequest(null, "Pjotr", "cam", null, null, null, Set.of(), false))
                        .isEmpty())
                .as("a name of another source is another's")
                .isTrue();
    }

    @Test
    void shouldTakeThePeriodWithItsBeginningAndWithoutItsEnd() {
        assertThat(plan(topics, period(SEEN, SEEN.plusSeconds(86_400), null)).emptied())
                .extracting(Statement::key)
                .containsExactly("camera/1", "camera/3");
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        erase(period(SEEN, SEEN.plusSeconds(100_000), null));
        int writes = topics.writes().size();

        assertThat(erase(period(SEEN, SEEN.plusSeconds(100_000), null)).isEmpty())
                .isTrue();
        assertThat(erase(event("camera/1", Set.of(), false)).isEmpty()).isTrue();
        assertThat(topics.writes()).hasSize(writes);
    }

    @Test
    void shouldTakeWhatLiesInATerritoryNowAndSayWhatLiesNowhereKnown() {
        LocatedEvent placed = LocatedEvent.newBuilder()
                .setPoachingAlert(person("camera/1", 0, SEEN, own))
                .setPlacement(Placement.newBuilder()
                        .setTerritoryId("pad")
                        .setTimeZone("UTC")
                        .setSectorId("khasan")
                        .build())
                .setReceivedAt(SEEN)
                .setFreshnessMillis(0)
                .build();
        topics.with(Topics.OBSERVATIONS, "north", change("camera/1", null, placed))
                .with(Topics.OBSERVATIONS, "north", change("camera/1", placed, null))
                .with(Topics.OBSERVATIONS, "pad", change("camera/1", null, placed));

        ErasurePlan pad = plan(topics, period(SEEN, SEEN.plusSeconds(100_000), "pad"));
        ErasurePlan north = plan(topics, period(SEEN, SEEN.plusSeconds(100_000), "north"));

        assertThat(pad.emptied()).extracting(Statement::key).containsExactly("camera/1");
        assertThat(pad.unplaced()).isEqualTo(2);
        assertThat(north.emptied()).isEmpty();
    }

    private static ObservationChange change(String key, @Nullable LocatedEvent before, @Nullable LocatedEvent now) {
        return ObservationChange.newBuilder()
                .setEventKey(key)
                .setBefore(before)
                .setNow(now)
                .build();
    }

    @Test
    void shouldGiveASignedReceiptThatSaysWhatStays() throws IOException {
        SigningKey key = SigningKey.at(folder.resolve("signing.key"));
        ErasureRequest request = event("camera/1", Set.of(), false);
        ErasurePlan plan = plan(topics, request);
        Map<String, String> written = Erasure.carryOut(plan, topics, media, NOW);
        Path file = folder.resolve("erased.json");
        ErasureReceipt.write(file, ErasureReceipt.content(request, plan, written, NOW, "officer", false), key);

        JsonNode receipt = new ObjectMapper().readTree(file.toFile());
        assertThat(receipt.path("eventsWithdrawn").asInt()).isEqualTo(1);
        assertThat(receipt.path("privateDetails").asInt()).isEqualTo(1);
        assertThat(receipt.path("picturesOf").get(0).asText()).isEqualTo(own);
        assertThat(receipt.path("by").asText()).isEqualTo("officer");
        assertThat(receipt.path("stays").toString()).contains("old segments");
        assertThat(receipt.toString()).doesNotContain("Ivan", "43.12345");

        assertThat(ErasureReceipt.isAsSigned(file, key.publicKey())).isTrue();
        assertThat(ErasureReceipt.isAsSigned(file, null)).isTrue();
        assertThat(ErasureReceipt.isAsSigned(
                        file, SigningKey.at(folder.resolve("other.key")).publicKey()))
                .isFalse();
        Files.writeString(file, Files.readString(file).replace("officer", "nobody"));
        assertThat(ErasureReceipt.isAsSigned(file, null)).isFalse();
    }

    @Test
    void shouldRefuseWhatIsNoOneThing() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new ErasureRequest(null, null, null, null, null, null, Set.of(), false))
                .withMessageContaining("What is to be erased?");
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new ErasureRequest("a/1", null, null, SEEN, NOW, null, Set.of(), false));
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new ErasureRequest(null, "p", null, null, null, null, Set.of(), false))
                .withMessageContaining("--person and --source go together");
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> period(NOW, SEEN, null))
                .withMessageContaining("an end after it");
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new ErasureRequest("a/1", null, null, null, null, "pad", Set.of(), false))
                .withMessageContaining("--territory narrows a period");
    }
}
