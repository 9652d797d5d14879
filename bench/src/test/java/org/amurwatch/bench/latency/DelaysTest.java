package org.amurwatch.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelaysTest {

    private final Delays delays = new Delays();

    @Test
    void shouldCountEachEventOnceAndOnlyThoseOfTheRound() {
        delays.add("warm-up", 0, 900);
        delays.begin(1_000);
        delays.add("late", 999, 5_000);
        for (int i = 1; i <= 100; i++) {
            delays.add("event-" + i, 1_000, 1_000 + i);
        }
        delays.add("event-1", 1_000, 9_000);

        assertThat(delays.counted()).isEqualTo(100);
        assertThat(delays.seen()).isEqualTo(102);
        assertThat(delays.percentile(0.5)).isEqualTo(50);
        assertThat(delays.percentile(0.99)).isEqualTo(99);
        assertThat(delays.percentile(1)).isEqualTo(100);
    }

    @Test
    void shouldHaveNoFigureOfNothing() {
        delays.begin(0);
        assertThat(delays.percentile(0.5)).isNull();
    }
}
