package org.amurwatch.bench.quality.training;

import java.util.List;

/**
 * Logistic regression by iteratively reweighted least squares (Newton's method) with a small ridge penalty on all weights
 * but the first, which is the intercept. The same rows give the same weights, bit for bit.
 */
public final class LogisticRegression {

    private static final int MOST_ITERATIONS = 50;
    private static final double SMALL_STEP = 1e-9;

    /** @param weight how many rows it stands for */
    public record Row(double[] covariates, boolean positive, double weight) {}

    private LogisticRegression() {}

    /**
     * The weights that fit best.
     *
     * @param ridge penalty, in rows; above 0, so that there is one best fit even where covariates say the same
     */
    public static double[] fit(List<Row> rows, int length, double ridge) {
        double[] weights = new double[length];
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            double[] gradient = new double[length];
            double[][] curvature = new double[length][length];
            for (int i = 0; i < length; i++) {
                double penalty = i == 0 ? ridge * 1e-6 : ridge;
                gradient[i] = -penalty * weights[i];
                curvature[i][i] = penalty;
            }
            for (Row row : rows) {
                add(row, weights, gradient, curvature);
            }
            double[] step = solve(curvature, gradient);
            double largest = 0;
            for (int i = 0; i < length; i++) {
                double bounded = Math.max(-5, Math.min(5, step[i]));
                weights[i] += bounded;
                largest = Math.max(largest, Math.abs(bounded));
            }
            if (largest < SMALL_STEP) {
                break;
            }
        }
        return weights;
    }

    static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    private static void add(Row row, double[] weights, double[] gradient, double[][] curvature) {
        double[] x = row.covariates();
        double logOdds = 0;
        for (int i = 0; i < x.length; i++) {
            logOdds += weights[i] * x[i];
        }
        double probability = probability(logOdds);
        double error = row.weight() * ((row.positive() ? 1 : 0) - probability);
        double spread = row.weight() * probability * (1 - probability);
        for (int i = 0; i < x.length; i++) {
            if (x[i] == 0) {
                continue;
            }
            gradient[i] += error * x[i];
            for (int j = 0; j <= i; j++) {
                curvature[i][j] += spread * x[i] * x[j];
            }
        }
    }

    /** Solves by Cholesky's decomposition; of the matrix only the lower half is read. */
    private static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j][j];
            }
        }
        double[] solution = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                solution[i] -= lower[i][k] * solution[k];
            }
            solution[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                solution[i] -= lower[k][i] * solution[k];
            }
            solution[i] /= lower[i][i];
        }
        return solution;
    }
}
