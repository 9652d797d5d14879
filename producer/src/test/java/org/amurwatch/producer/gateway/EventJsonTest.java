package org.amurwatch.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.LifeStage;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.producer.cameraresult.CameraUpload;
import org.amurwatch.producer.http.EventRoutes;
import org.amurwatch.producer.http.TestServer;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveKind;
import org.amurwatch.record.TrustedRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {

    static {
        TrustedRecords.trust();
    }

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    // The source of the test server's key.
    private static final String SOURCE = "ranger-app";

    private static final String RESULTS = """
        {"info": {"detector": "md_v5a.pt"},
         "deployments": [{"deploymentID": "d1", "latitude": 43.1, "longitude": 131.4, "start": "2026-02-01 09:00:00",
           "timeZone": "Asia/Vladivostok", "locationID": "ridge", "cameraID": "cam1"}],
         "images": [{"file": "d1/1.jpg", "datetime": "2026:03:01 12:51:00",
           "detections": [{"category": "2", "conf": 0.9, "bbox": [0, 0, 1, 1]},
                          {"category": "1", "conf": 0.7, "bbox": [0, 0, 1, 1]}]}]}
        """;

    @ParameterizedTest
    @MethodSource("events")
    void shouldBeReadByTheCentreAsTheSameEvent(LiveEvent event) {
        assertThat(EventJson.sourceId(event)).isEqualTo(SOURCE);
        try (TestServer centre = new TestServer(new EventRoutes(Purpose.ACTUAL, Clock.systemUTC()))) {
            var answer = centre.post(path(event), new String(EventJson.write(event), StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(centre.ingest.events()).containsExactly(event);
        }
    }

    @Test
    void shouldWriteWhatClassifiersFoundAsTheCentreWouldTakeItItself() throws FaultyInput {
        List<LiveEvent> events = new CameraUpload(Purpose.ACTUAL, 0.2, Clock.systemUTC())
                .read(RESULTS.getBytes(StandardCharsets.UTF_8), SOURCE)
                .events();
        assertThat(events).extracting(LiveEvent::kind).containsExactly(LiveKind.POACHING_ALERT, LiveKind.SIGHTING);
        events.stream().map(EventJsonTest::withEpisodeOfSource).forEach(this::shouldBeReadByTheCentreAsTheSameEvent);
    }

    /** By HTTP an episode is made unique by its source, which changes nothing in what belongs together. */
    private static LiveEvent withEpisodeOfSource(LiveEvent event) {
        if (event instanceof LiveEvent.OfSighting sighting) {
            sighting.value().setEpisodeId(SOURCE + "/" + sighting.value().getEpisodeId());
        }
        return event;
    }

    private static String path(LiveEvent event) {
        return switch (event.kind()) {
            case SIGHTING -> "/v1/sightings";
            case POACHING_ALERT -> "/v1/poaching-alerts";
            case PATROL_POSITION -> "/v1/patrol-positions";
        };
    }

    private static Stream<LiveEvent> events() {
        return Stream.of(
                new LiveEvent.OfSighting(sparseSighting(), null),
                new LiveEvent.OfSighting(fullSighting(), details("note \"with\" \n signs", "A. Ranger")),
                new LiveEvent.OfPoachingAlert(sparseAlert(), details("shots", null)),
                new LiveEvent.OfPoachingAlert(fullAlert(), null),
                new LiveEvent.OfPatrolPosition(PatrolPosition.newBuilder()
                        .setTeamId("team-1")
                        .setSourceId(SOURCE)
                        .setAt(AT)
                        .setPosition(position())
                        .setPurpose(Purpose.EXERCISE)
                        .setCheckInMinutes(60)
                        .build()),
                new LiveEvent.OfPatrolPosition(PatrolPosition.newBuilder()
                        .setTeamId("team-1")
                        .setSourceId(SOURCE)
                        .setAt(AT)
                        .setPosition(position())
                        .setPatrolOver(true)
                        .setLive(false)
                        .build()));
    }

    private static Sighting sparseSighting() {
        return Sighting.newBuilder()
                .setProvenance(provenance())
                .setObservedAt(AT)
                .setPosition(position())
                .build();
    }

    private static Sighting fullSighting() {
        return Sighting.newBuilder(sparseSighting())
                .setPurpose(Purpose.TEST)
                .setObservedUntil(AT.plusSeconds(60))
                .setPosition(Position.newBuilder(position())
                        .setUncertaintyMetres(12.5)
                        .build())
                .setStationId(SOURCE + "/station 7")
                .setDeploymentId(SOURCE + "/deployment/7")
                .setEpisodeId(SOURCE + "/episode")
                .setLevel(ObservationLevel.EVENT)
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setScientificName("Panthera pardus orientalis")
                .setCount(2)
                .setLifeStage(LifeStage.ADULT)
                .setSex(Sex.FEMALE)
                .setIdentification(Identification.newBuilder()
                        .setStatus(IdentificationStatus.CONFIRMED)
                        .setIndividualId("Leo 12F")
                        .setFlank(Flank.LEFT)
                        .build())
                .setClassification(Classification.newBuilder()
                        .setMethod(ClassificationMethod.MACHINE)
                        .setProbability(0.93)
                        .setBy("detector 5")
                        .setAt(AT.plusSeconds(5))
                        .build())
                .setMedia(List.of(MediaReference.newBuilder()
                        .setMediaId("picture-1")
                        .setContentHash("0123456789abcdef".repeat(4))
                        .setMediaType("image/jpeg")
                        .build()))
                .setWithdrawn(true)
                .build();
    }

    private static PoachingAlert sparseAlert() {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance())
                .setObservedAt(AT)
                .setPosition(position())
                .setKind(AlertKind.GUNSHOT)
                .build();
    }

    private static PoachingAlert fullAlert() {
        return PoachingAlert.newBuilder(sparseAlert())
                .setPurpose(Purpose.EXERCISE)
                .setObservedUntil(AT.plusSeconds(60))
                .setStationId(SOURCE + "/station 7")
                .setDeploymentId(SOURCE + "/deployment 7")
                .setMethod(ObservationMethod.ACOUSTIC)
                .setKind(AlertKind.OTHER)
                .setStatedKind("their word")
                .setCount(3)
                .setSuspicion(Suspicion.RAISED)
                .setExplained(Explanation.STAFF)
                .setClassification(Classification.newBuilder()
                        .setMethod(ClassificationMethod.HUMAN)
                        .build())
                .setMedia(List.of(
                        MediaReference.newBuilder().setMediaId("sound-1").build()))
                .setWithdrawn(true)
                .build();
    }

    private static Provenance provenance() {
        return Provenance.newBuilder()
                .setSourceId(SOURCE)
                .setEventId("event-1")
                .setRevision(AT.plusSeconds(1))
                .build();
    }

    private static Position position() {
        return Position.newBuilder().setLatitude(43.1).setLongitude(131.9).build();
    }

    private static PrivateDetails details(String note, String reporter) {
        return PrivateDetails.newBuilder()
                .setEventKey(SOURCE + "/event-1")
                .setNote(note)
                .setReporter(reporter)
                .build();
    }
}
