package org.amurwatch.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.Observation;
import org.amurwatch.streams.intake.FieldEvent.Observed;
import org.amurwatch.streams.intake.FieldEvent.OfDeployment;
import org.junit.jupiter.api.Test;

class EventCheckTest {

    private static final Instant RECEIVED = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void shouldTurnAwayPositionsThatAreNotOnTheEarth() {
        assertThatThrownBy(() -> check(sighting(143, 131.4, null)))
                .isInstanceOf(EventCheck.Invalid.class)
                .hasMessage("A latitude is -90 to 90 degrees; got 143.0.");
        assertThatThrownBy(() -> check(sighting(Double.NaN, 131.4, null))).hasMessageContaining("NaN");
        assertThatThrownBy(() -> check(sighting(43, -180.01, null))).hasMessageContaining("longitude");
        assertThatThrownBy(() -> check(sighting(43, 131, -1.0))).hasMessageContaining("uncertainty");
        assertThatThrownBy(() -> check(sighting(43, 131, Double.NaN))).hasMessageContaining("uncertainty");
        assertThatCode(() -> check(sighting(-90, 180, 0.0))).doesNotThrowAnyException();
    }

    @Test
    void shouldTurnAwayARecordUnderAForeignKey() {
        assertThatThrownBy(() -> EventCheck.check(sighting(43, 131, null), "other/s1"))
                .hasMessageContaining("expected 'cameras/s1', got 'other/s1'");
    }

    @Test
    void shouldReplaceAWrongClockOfALiveEventAndKeepWhatItSaid() {
        Instant ahead = RECEIVED.plus(Duration.ofMinutes(5)).plusMillis(1);
        Observation checked = clock(at(ahead, null), null).observation();

        assertThat(checked.observedAt()).isEqualTo(RECEIVED);
        assertThat(checked.statedObservedAt()).isEqualTo(ahead);
        assertThat(checked.clockSuspect()).isTrue();
        assertThat(clock(at(Instant.parse("1989-12-31T23:59:59.999Z"), null), null)
                        .observation()
                        .observedAt())
                .isEqualTo(RECEIVED);
    }

    @Test
    void shouldLeavePossibleTimesAlone() {
        for (Instant possible :
                new Instant[] {RECEIVED.plus(Duration.ofMinutes(5)), Instant.parse("1990-01-01T00:00:00Z"), RECEIVED}) {
            Observed event = at(possible, null);
            assertThat(clock(event, null)).isEqualTo(event);
        }
    }

    @Test
    void shouldMarkAWrongClockInAFileAndKeepItsTime() {
        Instant reset = Instant.parse("1970-01-01T00:00:00Z");
        Observation checked = clock(at(reset, "observations.csv"), null).observation();

        assertThat(checked.observedAt()).isEqualTo(reset);
        assertThat(checked.statedObservedAt()).isNull();
        assertThat(checked.clockSuspect()).isTrue();
    }

    @Test
    void shouldKeepTheFirstReplacementWhenACorrectionRepeatsTheWrongTime() {
        Instant ahead = RECEIVED.plus(Duration.ofDays(1));
        LocatedEvent known = clock(at(ahead, null), null)
                .located(
                        Placement.newBuilder()
                                .setTerritoryId("t")
                                .setSectorId("s")
                                .setTimeZone("UTC")
                                .build(),
                        RECEIVED);

        Observed corrected = (Observed) EventCheck.withCheckedClock(at(ahead, null), RECEIVED.plusSeconds(600), known);

        assertThat(corrected.observation().observedAt()).isEqualTo(RECEIVED);
    }

    @Test
    void shouldMarkADeploymentWithAnImpossiblePeriod() {
        Deployment deployment = Deployment.newBuilder()
                .setProvenance(provenance("deployments.csv"))
                .setPosition(new Position(43.0, 131.0, null))
                .setStationId("cameras/a")
                .setStart(RECEIVED.minusSeconds(60))
                .setEnd(RECEIVED.minusSeconds(61))
                .build();

        OfDeployment checked = (OfDeployment) EventCheck.withCheckedClock(new OfDeployment(deployment), RECEIVED, null);

        assertThat(checked.deployment().getClockSuspect()).isTrue();
    }

    private static void check(FieldEvent event) {
        EventCheck.check(event, "cameras/s1");
    }

    private static Observed clock(Observed event, LocatedEvent known) {
        return (Observed) EventCheck.withCheckedClock(event, RECEIVED, known);
    }

    private static Observed sighting(double latitude, double longitude, Double uncertainty) {
        return at(RECEIVED, null, new Position(latitude, longitude, uncertainty));
    }

    private static Observed at(Instant observedAt, String file) {
        return at(observedAt, file, new Position(43.0, 131.0, null));
    }

    private static Observed at(Instant observedAt, String file, Position position) {
        return Observed.of(Sighting.newBuilder()
                .setProvenance(provenance(file))
                .setObservedAt(observedAt)
                .setPosition(position)
                .build());
    }

    private static Provenance provenance(String file) {
        return Provenance.newBuilder()
                .setSourceId("cameras")
                .setEventId("s1")
                .setRevision(RECEIVED)
                .setFile(file)
                .build();
    }
}
