package org.amurwatch.producer.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

    private static final int DRAWS = 200_000;

    @Test
    void shouldGiveTheSameNumbersForTheSameSeedAndPurposeOnEveryMachine() {
        assertThat(RandomStream.of(1, "villagers", 3, 4).nextLong())
                .isEqualTo(RandomStream.of(1, "villagers", 3, 4).nextLong())
                .isNotEqualTo(RandomStream.of(1, "villagers", 4, 3).nextLong())
                .isNotEqualTo(RandomStream.of(1, "crew", 3, 4).nextLong())
                .isNotEqualTo(RandomStream.of(2, "villagers", 3, 4).nextLong());
        // Computed apart, in Python: a change of it changes every simulated world.
        assertThat(RandomStream.of(42, "pinned").nextLong()).isEqualTo(2840221291808241247L);
    }

    @Test
    void shouldDrawGammaWithItsMeanVarianceAndConcentration() {
        RandomStream random = RandomStream.of(7, "gamma");
        double[] draws = DoubleStream.generate(() -> random.gamma(0.4))
                .limit(DRAWS)
                .sorted()
                .toArray();
        double mean = DoubleStream.of(draws).average().orElseThrow();
        double variance = DoubleStream.of(draws)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
        double top = DoubleStream.of(draws).skip(DRAWS * 9L / 10).sum() / (mean * DRAWS);
        assertThat(mean).isCloseTo(0.4, within(0.01));
        assertThat(variance).isCloseTo(0.4, within(0.02));
        // The top tenth of stations holds about half.
        assertThat(top).isCloseTo(0.48, within(0.04));
    }

    @Test
    void shouldDrawPoissonExponentialAndNormalWithTheirMeans() {
        RandomStream random = RandomStream.of(8, "others");
        assertThat(DoubleStream.generate(() -> random.poisson(1.7))
                        .limit(DRAWS)
                        .average()
                        .orElseThrow())
                .isCloseTo(1.7, within(0.02));
        assertThat(DoubleStream.generate(() -> random.poisson(100))
                        .limit(DRAWS)
                        .average()
                        .orElseThrow())
                .isCloseTo(100, within(0.2));
        assertThat(DoubleStream.generate(() -> random.exponential(3))
                        .limit(DRAWS)
                        .average()
                        .orElseThrow())
                .isCloseTo(3, within(0.04));
        assertThat(DoubleStream.generate(random::gaussian)
                        .limit(DRAWS)
                        .average()
                        .orElseThrow())
                .isCloseTo(0, within(0.01));
        assertThat(random.poisson(0)).isZero();
    }

    @Test
    void shouldPickByWeight() {
        RandomStream random = RandomStream.of(9, "pick");
        int[] picked = new int[3];
        for (int i = 0; i < DRAWS; i++) {
            picked[random.pick(new double[] {1, 1, 4})]++;
        }
        assertThat(picked[0] / (double) DRAWS).isCloseTo(0.25, within(0.01));
        assertThat(picked[1]).isZero();
        assertThat(picked[2] / (double) DRAWS).isCloseTo(0.75, within(0.01));
    }
}
