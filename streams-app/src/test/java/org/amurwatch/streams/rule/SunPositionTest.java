package org.amurwatch.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Against what geometry alone says of the sun. */
class SunPositionTest {

    @Test
    void shouldStandOverheadAtTheTropicAtMidsummer() {
        double highest = -90;
        for (int minute = 0; minute < 1_440; minute++) {
            Instant at = Instant.parse("2026-06-21T00:00:00Z").plus(Duration.ofMinutes(minute));
            highest = Math.max(highest, SunPosition.elevationDegrees(at, 23.44, 0));
        }
        assertThat(highest).isCloseTo(90, within(0.15));
    }

    /** Vladivostok, 43.12 N 131.9 E: noon at midwinter is 90 - 43.12 - 23.44 degrees high. */
    @Test
    void shouldStandAsHighAsLatitudeAndTiltSayAtNoon() {
        double highest = -90;
        Instant noon = Instant.EPOCH;
        for (int minute = 0; minute < 1_440; minute++) {
            Instant at = Instant.parse("2026-12-21T00:00:00Z").plus(Duration.ofMinutes(minute));
            double elevation = SunPosition.elevationDegrees(at, 43.12, 131.9);
            if (elevation > highest) {
                highest = elevation;
                noon = at;
            }
        }
        assertThat(highest).isCloseTo(90 - 43.12 - 23.44, within(0.02));
        // 131.9 E is 8 h 47.6 min ahead of Greenwich; the sun is about two minutes early at midwinter (equation of
        // time).
        assertThat(noon).isBetween(Instant.parse("2026-12-21T03:08:00Z"), Instant.parse("2026-12-21T03:13:00Z"));
    }

    @Test
    void shouldBeUpForHalfADayAtAnEquinox() {
        int below = 0;
        for (int minute = 0; minute < 1_440; minute++) {
            Instant at = Instant.parse("2026-03-20T00:00:00Z").plus(Duration.ofMinutes(minute));
            below += SunPosition.elevationDegrees(at, 43.12, 131.9) < 0 ? 1 : 0;
        }
        assertThat(below).isCloseTo(720, within(3));
    }
}
