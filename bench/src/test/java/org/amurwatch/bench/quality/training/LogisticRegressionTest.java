package org.amurwatch.bench.quality.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    @Test
    void shouldFindTheWeightsThatRowsWereDrawnWith() {
        double[] truth = {-2, 1.5, -0.7};
        double[] fitted = LogisticRegression.fit(rows(truth, 40_000, 1), 3, 0.01);

        for (int i = 0; i < truth.length; i++) {
            assertThat(fitted[i]).isCloseTo(truth[i], within(0.1));
        }
    }

    /** At the best fit with an intercept, the probabilities add up to the positives: the condition of the maximum. */
    @Test
    void shouldBeAtTheMaximum() {
        List<LogisticRegression.Row> rows = rows(new double[] {-3, 1, 0.5}, 5_000, 2);
        double[] fitted = LogisticRegression.fit(rows, 3, 1e-6);
        for (int i = 0; i < 3; i++) {
            double gradient = 0;
            for (LogisticRegression.Row row : rows) {
                double logOdds = 0;
                for (int j = 0; j < 3; j++) {
                    logOdds += fitted[j] * row.covariates()[j];
                }
                gradient += ((row.positive() ? 1 : 0) - LogisticRegression.probability(logOdds)) * row.covariates()[i];
            }
            assertThat(gradient).isCloseTo(0, within(1e-4));
        }
    }

    @Test
    void shouldStayFiniteWhereACovariateTellsAllOrNothing() {
        List<LogisticRegression.Row> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            boolean positive = i % 2 == 0;
            rows.add(new LogisticRegression.Row(new double[] {1, positive ? 1 : 0, 0, 0}, positive, 1));
        }
        double[] fitted = LogisticRegression.fit(rows, 4, 1);
        assertThat(Arrays.stream(fitted).allMatch(Double::isFinite)).isTrue();
        assertThat(fitted[1]).isGreaterThan(1);
        assertThat(fitted[2]).isZero();
    }

    @Test
    void shouldGiveTheSameBitsForTheSameRows() {
        List<LogisticRegression.Row> rows = rows(new double[] {-1, 2, 0.1}, 1_000, 3);
        assertThat(LogisticRegression.fit(rows, 3, 1)).containsExactly(LogisticRegression.fit(rows, 3, 1));
    }

    private static List<LogisticRegression.Row> rows(double[] truth, int count, long seed) {
        Random random = new Random(seed);
        List<LogisticRegression.Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] covariates = {1, random.nextGaussian(), random.nextInt(2)};
            double logOdds = truth[0] + truth[1] * covariates[1] + truth[2] * covariates[2];
            boolean positive = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
            rows.add(new LogisticRegression.Row(covariates, positive, 1));
        }
        return rows;
    }
}
