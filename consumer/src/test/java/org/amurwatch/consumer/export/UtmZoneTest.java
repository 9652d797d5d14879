package org.amurwatch.consumer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UtmZoneTest {

    @Test
    void shouldKnowTheZoneOfAPlace() {
        assertThat(UtmZone.of(43.1, 131.4)).isEqualTo(new UtmZone(52, false));
        assertThat(UtmZone.of(43.1, 131.4).epsg()).isEqualTo(32_652);
        assertThat(UtmZone.of(-1, -180)).isEqualTo(new UtmZone(1, true));
        assertThat(UtmZone.of(0, 180).number()).isEqualTo(60);
    }

    @Test
    void shouldMeasureAlongTheMiddleOfItsZone() {
        // The meridian from the equator to 45 degrees is 4,984,944.378 m long (WGS 84); the zone's middle is drawn at
        // 0.9996.
        UtmZone.Metres metres = new UtmZone(31, false).project(45, 3);

        assertThat(metres.east()).isCloseTo(500_000, within(0.001));
        assertThat(metres.north()).isCloseTo(0.9996 * 4_984_944.378, within(0.002));
    }

    @Test
    void shouldAgreeWithAPublishedPoint() {
        // The CN Tower, 43 38 33.24 N 79 23 13.7 W, is 17T 630084 4833438.
        UtmZone.Metres metres =
                new UtmZone(17, false).project(43 + 38 / 60.0 + 33.24 / 3600, -(79 + 23 / 60.0 + 13.7 / 3600));

        assertThat(metres.east()).isCloseTo(630_084, within(1.0));
        assertThat(metres.north()).isCloseTo(4_833_438, within(1.0));
    }

    @Test
    void shouldAddAFalseNorthingInTheSouth() {
        assertThat(new UtmZone(31, true).project(0, 3).north()).isEqualTo(10_000_000);
    }
}
