package org.amurwatch.producer.simulation.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.event.EventKey;
import org.amurwatch.producer.simulation.CameraDeployment;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.RunName;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorldRecordsTest {

    private static final Instant OBSERVED = Instant.parse("2026-10-01T10:00:00Z");
    private static final Instant RECEIVED = Instant.parse("2026-10-01T10:02:00Z");

    private final WorldRecords records = new WorldRecords(new RunName("sim-russia", "sim-russia-1-x"));

    private static SimulatedEvent event(
            String source, Sensor sensor, EventKind kind, @Nullable String station, @Nullable Double probability) {
        return event(source, sensor, kind, station, probability, OBSERVED);
    }

    private static SimulatedEvent event(
            String source,
            Sensor sensor,
            EventKind kind,
            @Nullable String station,
            @Nullable Double probability,
            Instant observedAt) {
        return new SimulatedEvent(
                "00ff",
                source,
                sensor,
                kind,
                observedAt,
                RECEIVED,
                43.1,
                131.4,
                station,
                kind == EventKind.SIGHTING ? "Panthera tigris altaica" : null,
                kind == EventKind.SIGHTING ? "tiger-3" : null,
                2,
                probability,
                sensor == Sensor.PATROL_POSITION || sensor == Sensor.PATROL_REPORT ? source : null);
    }

    @Test
    void shouldSendAPictureOfAPersonAsTheMachineSaysIt() {
        PoachingAlert alert =
                records.alert(event("camera-S001-A", Sensor.CAMERA_LIVE, EventKind.HUMAN_PRESENCE, "S001", 0.83));

        assertThat(EventKey.of(alert.getProvenance()).toString()).isEqualTo("sim-russia-1-x/00ff");
        assertThat(alert.getProvenance().getRevision()).isEqualTo(RECEIVED);
        assertThat(alert.getProvenance().getFile()).isNull();
        assertThat(alert.getPurpose()).isEqualTo(Purpose.EXERCISE);
        assertThat(alert.getKind()).isEqualTo(AlertKind.HUMAN_PRESENCE);
        assertThat(alert.getObservedAt()).isEqualTo(OBSERVED);
        assertThat(alert.getStationId()).isEqualTo("sim-russia-1-x/S001");
        assertThat(alert.getMethod()).isEqualTo(ObservationMethod.CAMERA_TRAP);
        assertThat(alert.getClassification().getMethod()).isEqualTo(ClassificationMethod.MACHINE);
        assertThat(alert.getClassification().getProbability()).isEqualTo(0.83);
        assertThat(alert.getCount()).isEqualTo(2);
        assertThat(alert.getSuspicion()).isEqualTo(Suspicion.NONE);
        assertThat(alert.getExplained()).isNull();
        assertThat(alert.getPosition().getLatitude()).isEqualTo(43.1);
        assertThat(alert.getPosition().getLongitude()).isEqualTo(131.4);
    }

    @Test
    void shouldMarkWhatCameByCardAsFromAFileAndRowsThatCannotBeRight() {
        Instant start = Instant.parse("2026-04-01T00:00:00Z");
        records.deployment(new CameraDeployment(
                "camera-S001-A", "S001", 4, 43.1, 131.4, start, Instant.parse("2026-10-02T00:00:00Z"), RECEIVED));

        Sighting right = records.sighting(event("camera-S001-A", Sensor.CAMERA_CARD, EventKind.SIGHTING, "S001", 0.9));
        assertThat(right.getProvenance().getFile()).isEqualTo("camera-S001-A.csv");
        assertThat(right.getDeploymentId()).isEqualTo("sim-russia-1-x/camera-S001-A-4");
        assertThat(right.getClockSuspect()).isFalse();
        assertThat(right.getScientificName()).isEqualTo("Panthera tigris altaica");
        assertThat(right.getIdentification().getStatus()).isEqualTo(IdentificationStatus.PROBABLE);
        assertThat(right.getIdentification().getIndividualId()).isEqualTo("tiger-3");

        assertThat(card(start.minusSeconds(86_400)).getClockSuspect()).isFalse();
        assertThat(card(start.minusSeconds(86_401)).getClockSuspect()).isTrue();
        assertThat(card(Instant.parse("2026-10-03T00:00:00Z")).getClockSuspect())
                .isFalse();
        assertThat(card(Instant.parse("2026-10-03T00:00:01Z")).getClockSuspect())
                .isTrue();
        // Of what is sent at once intake judges the clock, by the time received.
        assertThat(records.alert(event(
                                "camera-S001-A",
                                Sensor.CAMERA_LIVE,
                                EventKind.HUMAN_PRESENCE,
                                "S001",
                                0.9,
                                Instant.EPOCH))
                        .getClockSuspect())
                .isFalse();
    }

    private PoachingAlert card(Instant observedAt) {
        return records.alert(
                event("camera-S001-A", Sensor.CAMERA_CARD, EventKind.HUMAN_PRESENCE, "S001", 0.9, observedAt));
    }

    @Test
    void shouldTakeASensorForAStationAndPeopleForSourcesOfTheirOwn() {
        PoachingAlert shot = records.alert(event("acoustic-007", Sensor.ACOUSTIC, EventKind.GUNSHOT, null, 0.6));
        assertThat(shot.getStationId()).isEqualTo("sim-russia-1-x/acoustic-007");
        assertThat(shot.getProvenance().getSourceId()).isEqualTo("sim-russia-1-x");
        assertThat(shot.getMethod()).isEqualTo(ObservationMethod.ACOUSTIC);

        PoachingAlert tracks = records.alert(event("team-2", Sensor.PATROL_REPORT, EventKind.HUMAN_TRACKS, null, null));
        assertThat(tracks.getStationId()).isNull();
        assertThat(tracks.getProvenance().getSourceId()).isEqualTo("sim-russia-1-x-team-2");
        assertThat(tracks.getMethod()).isEqualTo(ObservationMethod.TRACKS);
        assertThat(tracks.getClassification()).isNull();
        assertThat(tracks.getPosition().getUncertaintyMetres()).isEqualTo(350);

        PoachingAlert tip = records.alert(event("inhabitants", Sensor.TIP_OFF, EventKind.SNARE, null, null));
        assertThat(tip.getMethod()).isEqualTo(ObservationMethod.REPORT);
        assertThat(tip.getProvenance().getSourceId()).isEqualTo("sim-russia-1-x-inhabitants");
    }

    @Test
    void shouldSendThePlaceOfAPatrolUnderTheTeamThatTheMapNames() {
        PatrolPosition position =
                records.patrolPosition(event("team-2", Sensor.PATROL_POSITION, EventKind.PATROL_POSITION, null, null));
        assertThat(position.getTeamId()).isEqualTo("sim-russia-team-2");
        assertThat(position.getSourceId()).isEqualTo("sim-russia-1-x-team-2");
        assertThat(position.getAt()).isEqualTo(OBSERVED);
        assertThat(position.getPurpose()).isEqualTo(Purpose.EXERCISE);
        assertThat(position.getLive()).isTrue();
        assertThat(position.getPatrolOver()).isFalse();
    }

    @Test
    void shouldSendWhatIsKnownOfACamera() {
        Deployment deployment = records.deployment(
                new CameraDeployment("camera-S001-A", "S001", 4, 43.1, 131.4, OBSERVED, null, RECEIVED));
        assertThat(EventKey.of(deployment.getProvenance()).toString()).isEqualTo("sim-russia-1-x/camera-S001-A-4");
        assertThat(deployment.getProvenance().getRevision()).isEqualTo(RECEIVED);
        assertThat(deployment.getPurpose()).isEqualTo(Purpose.EXERCISE);
        assertThat(deployment.getStationId()).isEqualTo("sim-russia-1-x/S001");
        assertThat(deployment.getCameraId()).isEqualTo("camera-S001-A");
        assertThat(deployment.getStart()).isEqualTo(OBSERVED);
        assertThat(deployment.getEnd()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = EventKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SIGHTING", "PATROL_POSITION"})
    void shouldKnowEachKindOfAlert(EventKind kind) {
        assertThat(records.alert(event("team-1", Sensor.PATROL_REPORT, kind, null, null))
                        .getKind()
                        .name())
                .isEqualTo(kind.name());
    }
}
