package org.amurwatch.producer.earthranger;

import static org.amurwatch.producer.earthranger.EarthRangerEventsTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.dialect.Dialects;
import org.amurwatch.producer.dialect.StatedItem;
import org.amurwatch.producer.earthranger.EarthRangerFixes.Outcome;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.FaultyInput.Fault;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.mapping.TypeMapping;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarthRangerFixesTest {

    private static final String FIX = """
            {'location': {'lat': 43.1, 'lon': '131.4'}, 'recorded_at': '2026-01-17T06:18:44Z', 'manufacturer_id': 'radio-1',
             'subject_name': 'Ranger Alpha', 'subject_type': 'person', 'subject_subtype': 'ranger', 'additional': {}}""";

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    private Path folder;

    private EarthRangerFixes fixes;

    @BeforeEach
    void readTrackers() {
        fixes = new EarthRangerFixes(
                Dialects.of("earthranger", TypeMapping.none(), Dialects.trackers(folder, """
                        RADIO-1: TEAM north
                        Ranger Beta: TEAM south
                        collar-9: ANIMAL Panthera pardus orientalis = Leo 117F
                        kitchen van: IGNORE
                        """), meters));
    }

    @Test
    void shouldTakeAPatrolsRadioForTheTeamsPosition() throws FaultyInput {
        PatrolPosition position = (PatrolPosition) event(FIX).value();

        assertThat(position.getTeamId()).isEqualTo("north");
        assertThat(position.getSourceId()).isEqualTo("radios");
        assertThat(position.getAt()).isEqualTo(Instant.parse("2026-01-17T06:18:44Z"));
        assertThat(position.getPosition()).isEqualTo(new Position(43.1, 131.4, null));
        assertThat(position.getLive()).isTrue();
        assertThat(position.getCheckInMinutes()).isNull();
        assertThat(position.toString()).doesNotContain("Alpha");
    }

    @Test
    void shouldKnowADeviceByTheNameOfItsSubject() throws FaultyInput {
        LiveEvent event = event(FIX.replace("radio-1", "radio-2").replace("Alpha", "Beta"));

        assertThat(((PatrolPosition) event.value()).getTeamId()).isEqualTo("south");
    }

    @Test
    void shouldTakeAnOldPositionForOneThatWasNotSentAtOnce() throws FaultyInput {
        LiveEvent event = event(FIX.replace("06:18:44Z", "04:29:59Z"));

        assertThat(((PatrolPosition) event.value()).getLive()).isFalse();
    }

    @Test
    void shouldTakeACollarForASighting() throws FaultyInput {
        Sighting sighting = (Sighting) event(FIX.replace("radio-1", "Collar-9")).value();

        assertThat(sighting.getMethod()).isEqualTo(ObservationMethod.COLLAR);
        assertThat(sighting.getScientificName()).isEqualTo("Panthera pardus orientalis");
        assertThat(sighting.getIdentification().getIndividualId()).isEqualTo("Leo 117F");
        assertThat(sighting.getIdentification().getStatus()).isEqualTo(IdentificationStatus.CONFIRMED);
        assertThat(sighting.getCount()).isEqualTo(1);
    }

    @Test
    void shouldLetTheFirstFixOfACollarsHourHoldInWhateverOrderTheyCome() throws FaultyInput {
        Provenance first = collarAt("06:00:00.5");
        Provenance second = collarAt("06:01:00");
        Provenance last = collarAt("06:18:44");
        Provenance hourBefore = collarAt("05:59:59");

        assertThat(List.of(second.getEventId(), last.getEventId())).containsOnly(first.getEventId());
        assertThat(hourBefore.getEventId()).isNotEqualTo(first.getEventId());
        // Of statements about one event the one with the latest revision holds.
        assertThat(first.getRevision())
                .isAfter(second.getRevision())
                .isEqualTo(collarAt("06:00:00.5").getRevision());
        assertThat(second.getRevision()).isAfter(last.getRevision());
        assertThat(first.getRevision()).isBefore(Instant.parse("2026-01-17T06:00:00.5Z"));
        assertThat(((Sighting) event(FIX.replace("radio-1", "other").replace("person", "wildlife"))
                                .value())
                        .getProvenance()
                        .getEventId())
                .isNotEqualTo(first.getEventId());
    }

    @Test
    void shouldNotLetACollarWhoseClockIsAheadHaveTheLastWordForGood() throws FaultyInput {
        assertThat(((Sighting) event(FIX.replace("radio-1", "collar-9").replace("2026-01", "2031-01"))
                                .value())
                        .getProvenance()
                        .getRevision())
                .isEqualTo(Dialects.NOW);
    }

    private Provenance collarAt(String time) throws FaultyInput {
        return ((Sighting) event(FIX.replace("radio-1", "collar-9").replace("06:18:44", time))
                        .value())
                .getProvenance();
    }

    @Test
    void shouldTakeWildlifeThatNobodyMappedForASighting() throws FaultyInput {
        String fix = FIX.replace("radio-1", "unknown").replace("person", "wildlife");

        Sighting tiger = (Sighting) event(fix.replace("'ranger'", "'tiger'")).value();
        Sighting something = (Sighting) event(fix).value();

        assertThat(tiger.getScientificName()).isEqualTo("Panthera tigris");
        assertThat(tiger.getIdentification()).isNull();
        assertThat(something.getScientificName()).isNull();
        assertThat(tiger.getProvenance().getEventId())
                .isEqualTo(((Sighting) event(fix).value()).getProvenance().getEventId());
        assertThat(((Sighting) event(fix.replace("T06:", "T05:")).value())
                        .getProvenance()
                        .getEventId())
                .isNotEqualTo(something.getProvenance().getEventId());
    }

    @Test
    void shouldCountADeviceThatNobodyKnows() throws FaultyInput {
        StatedItem unknown = item(FIX.replace("radio-1", "radio-3"));
        StatedItem leftOut = item(FIX.replace("radio-1", "kitchen van"));

        assertThat(unknown.events()).isEmpty();
        assertThat(unknown.answer()).containsEntry("outcome", Outcome.UNKNOWN);
        assertThat(leftOut.answer()).containsEntry("outcome", Outcome.LEFT_OUT);
        assertThat(meters.counter("amurwatch_ingest_unknown_trackers", "way", "earthranger")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldTakeARadiosAlarmForACallForHelpWhomeverItIsWith() throws FaultyInput {
        String alarm = FIX.replace(
                "'additional': {}", "'additional': {'radio_state': 'alarm', 'radio_state_at': '2026-01-17T06:18:00Z'}");

        List<LiveEvent> known = item(alarm).events();
        List<LiveEvent> later = item(alarm.replace("06:18:44Z", "06:19:44Z")).events();
        List<LiveEvent> unknown = item(alarm.replace("radio-1", "radio-3")).events();

        assertThat(known).hasSize(2);
        assertThat(((PoachingAlert) known.get(1).value()).getKind()).isEqualTo(AlertKind.SOS);
        assertThat(later.get(1).key()).isEqualTo(known.get(1).key());
        assertThat(unknown).hasSize(1);
        assertThat(((PoachingAlert) unknown.get(0).value()).getKind()).isEqualTo(AlertKind.SOS);
    }

    @Test
    void shouldTakeAHeartbeatForNothing() throws FaultyInput {
        StatedItem heartbeat = item("{'message_key': 'heartbeat', 'heartbeat': {}, 'datasource': {}}");

        assertThat(heartbeat.events()).isEmpty();
        assertThat(heartbeat.faults()).isEmpty();
        assertThat(heartbeat.answer()).containsEntry("outcome", Outcome.HEARTBEAT);
    }

    @Test
    void shouldNameEachFieldThatIsWrong() throws FaultyInput {
        StatedItem item = item("{'location': {'latitude': 43.1, 'longitude': 131.4}, 'recorded_at': ' '}");

        assertThat(item.faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder("/location/lat", "/location/lon", "/recorded_at", "/manufacturer_id");
    }

    @Test
    void shouldTakeAHundredAtOnceAndNoMore() throws FaultyInput {
        String hundred = String.join(",", Collections.nCopies(100, FIX));

        assertThat(fixes.read(json("[" + hundred + "]"), "trbonet", "radios").items())
                .hasSize(100);
        assertThatThrownBy(() -> fixes.read(json("[" + hundred + "," + FIX + "]"), "trbonet", "radios"))
                .isInstanceOf(FaultyInput.class)
                .hasMessageContaining("101 elements");
    }

    private LiveEvent event(String fix) throws FaultyInput {
        StatedItem item = item(fix);
        assertThat(item.faults()).isEmpty();
        assertThat(item.events()).hasSize(1);
        return item.events().get(0);
    }

    private StatedItem item(String fix) throws FaultyInput {
        return fixes.read(json(fix), "trbonet", "radios").items().get(0);
    }
}
