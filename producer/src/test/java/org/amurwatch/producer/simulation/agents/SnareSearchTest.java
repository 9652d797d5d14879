package org.amurwatch.producer.simulation.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.amurwatch.producer.simulation.world.RandomStream;
import org.junit.jupiter.api.Test;

class SnareSearchTest {

    private final SnareSearch search = new SnareSearch(0.20);

    @Test
    void shouldFindASnareInAnHourOrTwoKilometresAsIbbettMeasured() {
        assertThat(search.chance(60, 0)).isCloseTo(0.20, within(1e-9));
        assertThat(search.chance(0, 2)).isCloseTo(0.20, within(1e-9));
        assertThat(search.chance(60, 2)).as("not twice").isCloseTo(0.20, within(1e-9));
        assertThat(search.chance(120, 0)).isCloseTo(0.36, within(1e-9));
        assertThat(search.chance(0, 0)).isZero();
    }

    @Test
    void shouldFindEachByItself() {
        RandomStream random = RandomStream.of(3, "search");
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            int now = search.found(10, 60, 1, random);
            assertThat(now).isBetween(0, 10);
            found += now;
        }
        assertThat(found / 200_000.0).isCloseTo(0.20, within(0.005));
    }
}
