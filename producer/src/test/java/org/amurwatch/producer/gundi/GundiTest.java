package org.amurwatch.producer.gundi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.dialect.Dialect;
import org.amurwatch.producer.dialect.Dialects;
import org.amurwatch.producer.dialect.StatedItem;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.FaultyInput.Fault;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.mapping.TypeMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GundiTest {

    private static final String EVENT = """
            {'source': 'camera-3', 'title': 'Person, told by Ivan', 'event_type': 'cameratrap_rep',
             'recorded_at': '2026-01-17T16:18:44+10:00', 'location': {'lat': 43.1, 'lon': 131.4},
             'event_details': {'category': 'person', 'confidence': 0.93, 'count': 2}, 'status': 'active', 'priority': 300}""";

    private static final String OBSERVATION = """
            {'source': 'collar-9', 'source_name': 'Leo', 'type': 'tracking-device', 'subject_type': 'wildlife',
             'recorded_at': '2026-01-17T06:18:44Z', 'location': {'lat': 43.1, 'lon': 131.4}, 'additional': {'voltage': '7.4'}}""";

    private final Dialect dialect = Dialects.builtIn("earthranger");
    private final GundiEvents events = new GundiEvents(dialect);
    private final GundiObservations observations = new GundiObservations(dialect);

    @Test
    void shouldTakeAnEvent() throws FaultyInput {
        LiveEvent event = event(EVENT);
        PoachingAlert alert = (PoachingAlert) event.value();

        assertThat(alert.getKind()).isEqualTo(AlertKind.HUMAN_PRESENCE);
        assertThat(alert.getCount()).isEqualTo(2);
        assertThat(alert.getClassification().getMethod()).isEqualTo(ClassificationMethod.MACHINE);
        assertThat(alert.getClassification().getProbability()).isEqualTo(0.93);
        assertThat(alert.getObservedAt()).isEqualTo(Instant.parse("2026-01-17T06:18:44Z"));
        assertThat(alert.getPosition()).isEqualTo(new Position(43.1, 131.4, null));
        assertThat(alert.toString()).doesNotContain("Ivan");
        assertThat(event.details().getNote()).isEqualTo("Person, told by Ivan");
    }

    @Test
    void shouldAnswerARepeatWithTheSameId() throws FaultyInput {
        StatedItem item = item(EVENT);

        assertThat(UUID.fromString((String) item.answer().get("object_id"))).isNotNull();
        assertThat(item.answer()).isEqualTo(item(EVENT).answer()).containsKey("created_at");
        assertThat(item(EVENT.replace("camera-3", "camera-4")).answer().get("object_id"))
                .isNotEqualTo(item.answer().get("object_id"));
    }

    @Test
    void shouldNameEachFieldThatIsWrong() throws FaultyInput {
        StatedItem item = item("{'event_type': 7, 'recorded_at': '2026-01-17T06:18:44', 'location': [1, 2]}");

        assertThat(item.faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder("/recorded_at", "/location", "/title");
    }

    @Test
    void shouldTakeACollarsObservation() throws FaultyInput {
        StatedItem item = observations.read(json(OBSERVATION), "post-7").items().get(0);
        Sighting sighting = (Sighting) item.events().get(0).value();

        assertThat(sighting.getMethod()).isEqualTo(ObservationMethod.COLLAR);
        assertThat(sighting.getObservedAt()).isEqualTo(Instant.parse("2026-01-17T06:18:44Z"));
        assertThat(item.answer())
                .containsEntry("object_id", sighting.getProvenance().getEventId());
    }

    @Test
    void shouldTakeATeamsObservation(@TempDir Path folder) throws FaultyInput {
        GundiObservations observations = new GundiObservations(Dialects.of(
                "earthranger",
                TypeMapping.none(),
                Dialects.trackers(folder, "collar-9: TEAM north"),
                new SimpleMeterRegistry()));

        StatedItem item = observations
                .read(json("[" + OBSERVATION + "]"), "post-7")
                .items()
                .get(0);

        assertThat(((PatrolPosition) item.events().get(0).value()).getTeamId()).isEqualTo("north");
    }

    private LiveEvent event(String event) throws FaultyInput {
        assertThat(item(event).faults()).isEmpty();
        return item(event).events().get(0);
    }

    private StatedItem item(String event) throws FaultyInput {
        return events.read(json(event), "post-7").items().get(0);
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }
}
