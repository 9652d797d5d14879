package org.amurwatch.bench.quality.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.streams.rule.MaxAge;
import org.junit.jupiter.api.Test;

class SignsTest {

    private static final Instant NOON = Instant.parse("2027-01-10T12:00:00Z");

    /** A difference is a decision: whoever changes the system's table says here, and in the docs, what the ruler does. */
    @Test
    void shouldKnowTheAgesOfTheSystem() {
        for (AlertKind kind : AlertKind.values()) {
            assertThat(Signs.maxAge(EventKind.valueOf(kind.name())))
                    .as(kind.name())
                    .isEqualTo(MaxAge.of(kind));
        }
    }

    @Test
    void shouldTakeASignOfItsGreatestAgeAndNoneOlder() {
        assertThat(fresh(EventKind.GUNSHOT, Sensor.ACOUSTIC, Duration.ofHours(2)))
                .isTrue();
        assertThat(fresh(EventKind.GUNSHOT, Sensor.ACOUSTIC, Duration.ofHours(2).plusSeconds(1)))
                .isFalse();
        assertThat(fresh(EventKind.SNARE, Sensor.PATROL_REPORT, Duration.ofDays(14)))
                .isTrue();
        assertThat(fresh(EventKind.SOS, Sensor.PATROL_REPORT, Duration.ofDays(900)))
                .isTrue();
    }

    @Test
    void shouldTakeNeitherAnimalsNorPatrolsForSigns() {
        assertThat(fresh(EventKind.SIGHTING, Sensor.CAMERA_LIVE, Duration.ZERO)).isFalse();
        assertThat(fresh(EventKind.PATROL_POSITION, Sensor.PATROL_POSITION, Duration.ZERO))
                .isFalse();
    }

    @Test
    void shouldLetABrokenClockPageFromALiveDeviceAlone() {
        Duration ahead = Duration.ofMinutes(-6);
        assertThat(fresh(EventKind.HUMAN_PRESENCE, Sensor.CAMERA_LIVE, ahead)).isTrue();
        assertThat(fresh(EventKind.HUMAN_PRESENCE, Sensor.CAMERA_CARD, ahead)).isFalse();
        assertThat(Signs.happenedAt(event(EventKind.HUMAN_PRESENCE, Sensor.CAMERA_LIVE, ahead)))
                .isEqualTo(NOON);
    }

    private static boolean fresh(EventKind kind, Sensor sensor, Duration age) {
        return Signs.isFreshSign(event(kind, sensor, age));
    }

    private static SimulatedEvent event(EventKind kind, Sensor sensor, Duration age) {
        return new SimulatedEvent(
                "e", "source", sensor, kind, NOON.minus(age), NOON, 43, 131, null, null, null, 1, null, null);
    }
}
