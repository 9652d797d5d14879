package org.amurwatch.streams.watch;

import java.util.List;

/**
 * The count that a station's history lets expect for one more night, as a negative binomial distribution: a Poisson count
 * whose rate is not known but for the nights so far (gamma-Poisson, Greenwood and Yule 1920), and differs from night to night
 * by as much as the nights so far do.
 *
 * <ul>
 *   <li>Expected is the greater of two: by the station's own nights, {@code (n + 1/2) / N} (Jeffreys), and these drawn towards
 *       the mean of the territory's other stations, by a gamma prior made from their spread (moments). The greater, so that a
 *       station is never measured by quieter neighbours.
 *   <li>Variance beyond chance, {@code k = (s² - m) / m²}: the greatest of the station's own, that of all stations of the
 *       territory together, and {@link #LEAST_DISPERSION}.
 *   <li>A night that is no more than the greatest of the history is never too much: so, of any nights that could have come in
 *       another order, at most one in {@code N + 1} is told, whatever their distribution.
 * </ul>
 *
 * @param mean the expected count
 * @param shape of the negative binomial: variance is {@code mean + mean² / shape}
 * @param greatest of the history
 */
record UsualCount(double mean, double shape, int greatest) {

    /**
     * Nights of people vary more than by chance (they come in groups, and on some days), and a short history shows it badly:
     * no night-to-night spread narrower than a gamma of shape 1/2 is believed. By simulation (UsualCountTest) the stated share
     * of false alarms then holds for all worlds that are no less even than that; of less even ones nothing is
     * promised (docs/watch.md).
     */
    static final double LEAST_DISPERSION = 2;

    private static final double JEFFREYS = 0.5;
    private static final int LEAST_STATIONS = 5;

    /**
     * @param own history of the station
     * @param others of the other live stations of its territory
     */
    static UsualCount of(NightCounts own, List<NightCounts> others) {
        double mean = Math.max((own.sum() + JEFFREYS) / own.nights(), drawnToOthers(own, others));
        double dispersion = Math.max(LEAST_DISPERSION, Math.max(ownDispersion(own), together(own, others)));
        // Of nights that vary so much, each says less of the rate.
        double known = (own.sum() + JEFFREYS) / (1 + mean * dispersion);
        return new UsualCount(mean, 1 / (dispersion + 1 / known), own.greatest());
    }

    private static double drawnToOthers(NightCounts own, List<NightCounts> others) {
        if (others.size() < LEAST_STATIONS) {
            return 0;
        }
        double[] rates = others.stream().mapToDouble(NightCounts::mean).toArray();
        double mean = average(rates);
        if (mean == 0) {
            return 0;
        }
        double spread = 0;
        for (double rate : rates) {
            spread += (rate - mean) * (rate - mean) / (rates.length - 1);
        }
        double shape = spread == 0 ? 10 : Math.max(0.1, Math.min(10, mean * mean / spread));
        return (own.sum() + shape) / (own.nights() + shape / mean);
    }

    private static double ownDispersion(NightCounts own) {
        double mean = own.mean();
        return mean == 0 ? 0 : own.excessVariance() / (mean * mean);
    }

    private static double together(NightCounts own, List<NightCounts> others) {
        double excess = own.excessVariance();
        double squares = own.mean() * own.mean();
        for (NightCounts other : others) {
            excess += other.excessVariance();
            squares += other.mean() * other.mean();
        }
        return squares == 0 ? 0 : excess / squares;
    }

    private static double average(double[] figures) {
        double sum = 0;
        for (double figure : figures) {
            sum += figure;
        }
        return sum / figures.length;
    }

    /** How likely so many or more are in one night; 1 for no more than there were before. */
    double chanceOf(int found) {
        if (found <= greatest) {
            return 1;
        }
        double success = mean / (shape + mean);
        double probability = Math.exp(shape * Math.log1p(-success));
        double below = 0;
        for (int count = 0; count < found; count++) {
            below += probability;
            probability *= (count + shape) / (count + 1) * success;
        }
        return Math.max(0, 1 - below);
    }
}
