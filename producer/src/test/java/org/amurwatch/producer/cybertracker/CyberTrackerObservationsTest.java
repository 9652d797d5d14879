package org.amurwatch.producer.cybertracker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.dialect.Dialects;
import org.amurwatch.producer.dialect.StatedItem;
import org.amurwatch.producer.dialect.TrackerMapping;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.FaultyInput.Fault;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.mapping.TypeMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CyberTrackerObservationsTest {

    private static final String SINGLE = """
            {'uid': 'b9b1', 'createTime': '2026-01-17T16:00:33.999+10:00', 'updateTime': '2026-01-17T16:05:00.000+10:00',
             'sessionId': '15c1', 'deviceId': '42dc', 'summary': 'Snare, seen by Justin', 'username': 'Justin',
             'location': [131.4, 43.1, 210, 12], 'project': {'connector': 'Classic', 'title': 'Signs'},
             'records': [{'summary': 'Snare, 4', 'uid': 'b9b1', 'values': [
               {'id': 'Sign', 'name': 'Sign', 'value': 'Snare'},
               {'id': 'n', 'name': 'Number of snares', 'value': 4},
               {'id': 'Photo', 'name': 'Photo', 'value': null},
               {'id': 'Note', 'name': 'Note', 'value': 'Ivan was here!'}]}]}""";

    private static final String SMART = """
            {'uid': '1da3', 'createTime': '2026-01-17T06:00:33Z', 'updateTime': '2026-01-17T06:00:33Z', 'username': 'Justin',
             'location': [131.4, 43.1, 0, 0],
             'records': [
               {'uid': '1da3', 'values': [
                 {'id': 'SMART_Employees', 'name': 'Employees', 'value': ['John Peter', 'Lilian Wendy']},
                 {'id': 'IncidentRecord', 'name': 'Records', 'value': ['7cd1', '4ca8', '9fff']}]},
               {'uid': '7cd1', 'values': [
                 {'id': 'a:0:1', 'name': 'Threat', 'value': 'None'},
                 {'id': 'a:0:2', 'name': 'Species', 'value': 'Amur leopard'}]},
               {'uid': '4ca8', 'values': [
                 {'id': 'a:0:3', 'name': 'Category', 'value': 'humanactivity.weaponsequipment.trap'},
                 {'id': 'a:0:4', 'name': 'Type', 'value': 'wiresnare'}]},
               {'uid': '9fff', 'values': [
                 {'id': 'a:0:5', 'name': 'Fruit or Nut Tree', 'value': 'Fig'}]}]}""";

    private final CyberTrackerObservations observations = observations(TypeMapping.none());

    @Test
    void shouldTakeAnObservation() throws FaultyInput {
        LiveEvent event = events(SINGLE).get(0);
        PoachingAlert alert = (PoachingAlert) event.value();

        assertThat(event.key()).isEqualTo("phones/b9b1");
        assertThat(alert.getKind()).isEqualTo(AlertKind.SNARE);
        assertThat(alert.getCount()).isEqualTo(4);
        assertThat(alert.getObservedAt()).isEqualTo(Instant.parse("2026-01-17T06:00:33.999Z"));
        assertThat(alert.getProvenance().getRevision()).isEqualTo(Instant.parse("2026-01-17T06:05:00Z"));
        assertThat(alert.getPosition()).isEqualTo(new Position(43.1, 131.4, 12.0));
        assertThat(alert.getMethod()).isEqualTo(ObservationMethod.DIRECT);
        assertThat(alert.toString()).doesNotContain("Justin", "Ivan", "seen by");
        assertThat(event.details().getNote()).isEqualTo("Snare, seen by Justin");
        assertThat(event.details().getReporter()).isNull();
    }

    @Test
    void shouldTakeAnEditedObservationForALaterStatementOfTheSameEvent() throws FaultyInput {
        String edited = SINGLE.replace("16:05:00.000", "16:20:00.000").replace("'Snare'", "'Jaw trap'");

        PoachingAlert alert = (PoachingAlert) events(edited).get(0).value();

        assertThat(alert.getKind()).isEqualTo(AlertKind.TRAP);
        assertThat(alert.getProvenance().getEventId()).isEqualTo("b9b1");
        assertThat(alert.getProvenance().getRevision()).isEqualTo(Instant.parse("2026-01-17T06:20:00Z"));
    }

    @Test
    void shouldNotLetAPhoneWhoseClockIsAheadHaveTheLastWordForGood() throws FaultyInput {
        String ahead = SINGLE.replace("'updateTime': '2026", "'updateTime': '2036");

        assertThat(((PoachingAlert) events(ahead).get(0).value())
                        .getProvenance()
                        .getRevision())
                .isEqualTo(Dialects.NOW);
    }

    @Test
    void shouldTakeEachRecordOfSmartForAnEventButTheOneThatListsThem() throws FaultyInput {
        List<LiveEvent> events = events(SMART);

        assertThat(events).extracting(LiveEvent::key).containsExactly("phones/7cd1", "phones/4ca8", "phones/9fff");
        assertThat(((Sighting) events.get(0).value()).getScientificName()).isEqualTo("Panthera pardus orientalis");
        assertThat(((PoachingAlert) events.get(1).value()).getKind()).isEqualTo(AlertKind.SNARE);
        PoachingAlert unknown = (PoachingAlert) events.get(2).value();
        assertThat(unknown.getKind()).isEqualTo(AlertKind.OTHER);
        assertThat(unknown.getStatedKind()).isEqualTo("Fruit or Nut Tree");
        assertThat(unknown.getPosition().getUncertaintyMetres()).isNull();
        assertThat(events.toString()).doesNotContain("Justin", "John", "Lilian");
    }

    @Test
    void shouldGoByTheSitesOwnForm(@TempDir Path folder) throws FaultyInput {
        CyberTrackerObservations observations = observations(TypeMapping.read(
                Dialects.file(folder, "own.yaml", "fruit or nut tree: IGNORE\nthreat=none: IGNORE\n")));

        StatedItem item = observations.read(json(SMART), "phones").items().get(0);

        assertThat(item.events()).hasSize(1);
        assertThat(item.answer()).containsEntry("taken", 1).containsEntry("leftOut", 2);
    }

    @Test
    void shouldTakeAnObservationWithoutRecordsToo() throws FaultyInput {
        PoachingAlert alert = (PoachingAlert)
                events("{'uid': 'u', 'location': [131.4, 43.1]}").get(0).value();

        assertThat(alert.getKind()).isEqualTo(AlertKind.OTHER);
        assertThat(alert.getObservedAt()).isEqualTo(Dialects.NOW);
    }

    @Test
    void shouldNotLetTwoRecordsShareAnId() throws FaultyInput {
        assertThat(events("{'uid': 'u', 'location': [131.4, 43.1], 'records': [{'uid': 'r'}, {'uid': 'r'}, {}]}"))
                .extracting(LiveEvent::key)
                .containsExactly("phones/r", "phones/r#1", "phones/u");
    }

    @Test
    void shouldNameEachFieldThatIsWrong() throws FaultyInput {
        StatedItem item = observations
                .read(json("{'location': [43.1, 131.4], 'createTime': 'now', 'records': {}}"), "phones")
                .items()
                .get(0);

        assertThat(item.faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder("/uid", "/location", "/createTime", "/records");
    }

    private List<LiveEvent> events(String observation) throws FaultyInput {
        StatedItem item = observations.read(json(observation), "phones").items().get(0);
        assertThat(item.faults()).isEmpty();
        return item.events();
    }

    private static CyberTrackerObservations observations(TypeMapping own) {
        return new CyberTrackerObservations(Dialects.of(
                "cybertracker",
                own.over(TypeMapping.builtIn("smart")),
                TrackerMapping.none(),
                new SimpleMeterRegistry()));
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }
}
