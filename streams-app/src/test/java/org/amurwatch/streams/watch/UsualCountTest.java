package org.amurwatch.streams.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class UsualCountTest {

    private final long seed = Long.getLong("amurwatch.test.seed", 20_261_126L);

    @Test
    void shouldGiveTheNegativeBinomialsTail() {
        // Mean 2, shape 1: geometric with success 1/3, P(X >= x) = (2/3)^x.
        UsualCount usual = new UsualCount(2, 1, 0);
        for (int found = 1; found < 20; found++) {
            assertThat(usual.chanceOf(found)).isCloseTo(Math.pow(2 / 3.0, found), within(1e-12));
        }
    }

    @Test
    void shouldNeverFindTooMuchInWhatWasThereBefore() {
        NightCounts own = new NightCounts(List.of(0, 0, 3, 0, 0, 0, 0, 0, 0, 0));
        assertThat(UsualCount.of(own, List.of()).chanceOf(3)).isEqualTo(1);
        assertThat(UsualCount.of(own, List.of()).chanceOf(4)).isLessThan(1);
    }

    @Test
    void shouldFindTwoPeopleTooManyWhereNobodyEverWalks() {
        NightCounts own = new NightCounts(Collections.nCopies(60, 0));
        UsualCount usual = UsualCount.of(own, List.of());
        assertThat(usual.mean()).isCloseTo(0.5 / 60, within(1e-12));
        assertThat(usual.chanceOf(1)).isGreaterThan(0.001);
        assertThat(usual.chanceOf(2)).isLessThan(0.001);
    }

    @Test
    void shouldNotMeasureAStationByQuieterNeighbours() {
        NightCounts busy = new NightCounts(Collections.nCopies(28, 2));
        List<NightCounts> quiet = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            List<Integer> nights = new ArrayList<>(Collections.nCopies(50, 0));
            nights.set(i, 1);
            quiet.add(new NightCounts(nights));
        }
        assertThat(UsualCount.of(busy, quiet).mean()).isCloseTo(56.5 / 28, within(1e-9));
        NightCounts still = new NightCounts(Collections.nCopies(28, 0));
        List<NightCounts> loud = Collections.nCopies(6, busy);
        assertThat(UsualCount.of(still, loud).mean()).isGreaterThan(0.5 / 28);
    }

    /**
     * A stationary world, told in at most the stated share of its nights: Poisson, and much less even than Poisson, down to
     * the gamma of shape 1/2 that {@link UsualCount#LEAST_DISPERSION} allows for. What is less even still is not promised.
     */
    @Test
    void shouldRaiseNoMoreFalseAlarmsThanStated() {
        System.out.println("UsualCountTest seed " + seed + " (-Damurwatch.test.seed=" + seed + ")");
        double[] rates = {0.02, 0.1, 0.5, 2, 10};
        int[] histories = {28, 120};
        for (double rate : rates) {
            for (int nights : histories) {
                for (double shape : new double[] {Double.POSITIVE_INFINITY, 2, 1, 0.5}) {
                    for (double chance : new double[] {0.01, 0.001}) {
                        check(rate, shape, nights, chance);
                    }
                }
            }
        }
    }

    private void check(double rate, double shape, int nights, double chance) {
        Random random = new Random(seed);
        ToIntFunction<Random> night = from -> poisson(from, Double.isInfinite(shape) ? rate : gamma(from, shape, rate));
        int trials = 12_000;
        int alarms = 0;
        for (int trial = 0; trial < trials; trial++) {
            List<Integer> history = new ArrayList<>();
            for (int i = 0; i < nights; i++) {
                history.add(night.applyAsInt(random));
            }
            if (UsualCount.of(new NightCounts(history), List.of()).chanceOf(night.applyAsInt(random)) < chance) {
                alarms++;
            }
        }
        double expected = chance * trials;
        // So many as would come in one of a thousand series with exactly the stated chance.
        assertThat(alarms)
                .as(
                        "rate %s, shape %s, %d nights, chance %s: %d alarms in %d",
                        rate, shape, nights, chance, alarms, trials)
                .isLessThanOrEqualTo((int) Math.ceil(expected + 3.1 * Math.sqrt(expected)));
    }

    private static int poisson(Random random, double mean) {
        int count = 0;
        double left = mean + Math.log(1 - random.nextDouble());
        while (left > 0) {
            count++;
            left += Math.log(1 - random.nextDouble());
        }
        return count;
    }

    /** Marsaglia and Tsang (2000); below shape 1 by their own correction. */
    private static double gamma(Random random, double shape, double mean) {
        double raised = shape < 1 ? shape + 1 : shape;
        double d = raised - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                double drawn = shape < 1 ? d * v * Math.pow(1 - random.nextDouble(), 1 / shape) : d * v;
                return drawn * mean / shape;
            }
        }
    }
}
