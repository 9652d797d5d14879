package org.amurwatch.consumer.dossier;

import static org.amurwatch.consumer.incident.Incidents.TEN;

import java.time.Instant;
import java.util.List;
import org.amurwatch.audit.EntryHash;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentNote;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.avro.Verdict;
import org.amurwatch.consumer.incident.Incidents;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;

/** An incident with all that can belong to one, and another beside it. */
final class Cases {

    static final String ID = "khasan/a";
    static final String SHOT = "acoustic/1";
    static final String PERSON = "camera/p1";
    static final String NOTE = "<script>alert('note')</script>";

    private Cases() {}

    static Instant at(int minute) {
        return TEN.plusSeconds(60L * minute);
    }

    private static long millis(int minute) {
        return at(minute).toEpochMilli();
    }

    static PoachingAlert alert(String key, int revision, AlertKind kind, @Nullable String picture, boolean withdrawn) {
        String[] parts = key.split("/");
        return PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId(parts[0])
                        .setEventId(parts[1])
                        .setRevision(at(revision))
                        .build())
                .setPurpose(Purpose.ACTUAL)
                .setObservedAt(TEN)
                .setClockSuspect(picture != null)
                .setStatedObservedAt(picture == null ? null : Instant.parse("1970-01-01T00:00:00Z"))
                .setPosition(new Position(43.12345, 131.45678, 250.0))
                .setDeploymentId(picture == null ? null : "camera/d1")
                .setMethod(picture == null ? ObservationMethod.ACOUSTIC : ObservationMethod.CAMERA_TRAP)
                .setKind(kind)
                .setSuspicion(Suspicion.RAISED)
                .setMedia(
                        picture == null
                                ? List.of()
                                : List.of(MediaReference.newBuilder()
                                        .setContentHash(picture)
                                        .setMediaType("image/jpeg")
                                        .build()))
                .setWithdrawn(withdrawn)
                .build();
    }

    private static IncidentEvidence evidence(String incident, String key, int minute, boolean joined) {
        return IncidentEvidence.newBuilder()
                .setIncidentId(incident)
                .setEventKey(key)
                .setJoined(joined)
                .setRule("shot-and-person")
                .setRuleVersion(3)
                .setKind(AlertKind.GUNSHOT)
                .setObservedAt(TEN)
                .setReceivedAt(TEN)
                .setPosition(new Position(43.12345, 131.45678, 250.0))
                .setTerritoryId("pad")
                .setSourceId(key.split("/")[0])
                .setMachine(false)
                .setChangedAt(at(minute))
                .setLostBecause(joined ? null : "withdrawn")
                .build();
    }

    private static AccessEntry entry(AccessKind what, String subject, int minute) {
        AccessEntry entry = AccessEntry.newBuilder()
                .setWriterId("dashboard/1")
                .setSequence(minute)
                .setAt(at(minute))
                .setWho("anna")
                .setRole("duty-officer")
                .setWhat(what)
                .setSubject(subject)
                .setItems(1)
                .setPreviousHash(EntryHash.START)
                .setHash("")
                .build();
        entry.setHash(EntryHash.of(entry));
        return entry;
    }

    private static IncidentNote note(String id, String incident, String text) {
        return IncidentNote.newBuilder()
                .setNoteId(id)
                .setIncidentId(incident)
                .setText(text)
                .setBy("duty-officer")
                .setAt(at(7))
                .build();
    }

    /** @param picture SHA-256 of the picture that the person is on */
    static StoredTopics topics(long seed, String picture) {
        StoredTopics topics = new StoredTopics(seed)
                .with(Topics.INCIDENTS, ID, Incidents.shot("a").build(), millis(1))
                .with(
                        Topics.INCIDENTS,
                        "khasan/b",
                        Incidents.shot("b")
                                .setState(IncidentState.MERGED)
                                .setMergedInto(ID)
                                .build(),
                        millis(2))
                .with(Topics.INCIDENTS, "khasan/c", Incidents.shot("c").build(), millis(2))
                .with(Topics.INCIDENT_EVIDENCE, ID + "/" + SHOT, evidence(ID, SHOT, 1, true), millis(1))
                .with(Topics.INCIDENT_EVIDENCE, "khasan/b/" + PERSON, evidence("khasan/b", PERSON, 2, true), millis(2))
                .with(Topics.INCIDENT_EVIDENCE, ID + "/" + SHOT, evidence(ID, SHOT, 9, false), millis(9))
                .with(
                        Topics.INCIDENT_EVIDENCE,
                        "khasan/c/other/1",
                        evidence("khasan/c", "other/1", 2, true),
                        millis(2));
        statements(topics, picture);
        people(topics);
        return topics;
    }

    private static void statements(StoredTopics topics, String picture) {
        topics.with(
                        Topics.POACHING_ALERTS,
                        SHOT,
                        alert(SHOT, 0, AlertKind.GUNSHOT, null, false),
                        millis(0),
                        StoredTopics.Hash.TAKEN)
                .with(
                        Topics.POACHING_ALERTS,
                        SHOT,
                        alert(SHOT, 8, AlertKind.GUNSHOT, null, true),
                        millis(8),
                        StoredTopics.Hash.OF_SOMETHING_ELSE)
                .with(
                        Topics.POACHING_ALERTS,
                        PERSON,
                        alert(PERSON, 1, AlertKind.HUMAN_PRESENCE, picture, false),
                        millis(1))
                .with(
                        Topics.POACHING_ALERTS,
                        "other/1",
                        alert("other/1", 1, AlertKind.SNARE, null, false),
                        millis(1),
                        StoredTopics.Hash.TAKEN)
                .with(
                        Topics.DEPLOYMENTS,
                        "camera/d1",
                        Deployment.newBuilder()
                                .setProvenance(Provenance.newBuilder()
                                        .setSourceId("camera")
                                        .setEventId("d1")
                                        .setRevision(at(0))
                                        .build())
                                .setPurpose(Purpose.ACTUAL)
                                .setPosition(new Position(43.12345, 131.45678, 250.0))
                                .setStationId("camera/s1")
                                .setStart(at(-600))
                                .setClockSuspect(true)
                                .build(),
                        millis(0))
                .with(
                        Topics.RULES,
                        "russia / 3",
                        RuleSet.newBuilder()
                                .setName("russia")
                                .setVersion(3)
                                .setEffectiveAt(at(-600))
                                .setYaml("rules: []\n")
                                .build(),
                        millis(-600));
    }

    private static void people(StoredTopics topics) {
        topics.with(
                        Topics.REVIEW_VERDICTS,
                        PERSON,
                        ReviewVerdict.newBuilder()
                                .setEventKey(PERSON)
                                .setVerdict(Verdict.SUSPICIOUS)
                                .setBy("duty-officer")
                                .setAt(at(3))
                                .build(),
                        millis(3),
                        StoredTopics.Hash.TAKEN)
                .with(
                        Topics.RESPONSES,
                        "khasan",
                        PatrolResponse.newBuilder()
                                .setResponseId("r1")
                                .setSectorId("khasan")
                                .setIncidentId(ID)
                                .setTeamId("north")
                                .setBy("north-phone")
                                .setKind(ResponseKind.ON_THE_WAY)
                                .setAt(at(4))
                                .build(),
                        millis(4))
                .with(Topics.INCIDENT_NOTES, ID + "/n1", note("n1", ID, NOTE), millis(7))
                .with(Topics.INCIDENT_NOTES, ID + "/n2", note("n2", ID, "ERASED NOTE"), millis(7))
                .with(Topics.INCIDENT_NOTES, ID + "/n2", null, millis(8))
                .with(
                        Topics.PRIVATE_DETAILS,
                        SHOT,
                        PrivateDetails.newBuilder()
                                .setEventKey(SHOT)
                                .setReporter("Ivan Petrov")
                                .build(),
                        millis(0))
                .with(Topics.ACCESS_AUDIT, "dashboard/1", entry(AccessKind.INCIDENT, ID, 5), millis(5))
                .with(Topics.ACCESS_AUDIT, "dashboard/1", entry(AccessKind.MEDIA, PERSON, 6), millis(6))
                .with(Topics.ACCESS_AUDIT, "dashboard/1", entry(AccessKind.INCIDENT, "khasan/c", 7), millis(7))
                .with(Topics.ACCESS_AUDIT, "dashboard/1", entry(AccessKind.SNAPSHOT, ID, 8), millis(8));
    }
}
