package org.amurwatch.bench.quality.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amurwatch.bench.quality.policy.Covariates;
import org.amurwatch.bench.quality.policy.OneEventScore;
import org.amurwatch.bench.quality.policy.PolicyFamily;
import org.amurwatch.bench.quality.sign.Signs;
import org.amurwatch.bench.quality.world.World;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;

/**
 * Fits {@link OneEventScore} to training worlds: each fresh sign is a row, positive if an incursion caused it. Rows of other
 * causes are thinned where there are too many; those kept stand for the rest.
 */
public final class OneEventFit {

    private static final int MOST_ROWS = 200_000;
    private static final double RIDGE = 1;
    /** The pages a day on training worlds that its makers would aim at: what the duty officer is asked to bear. */
    private static final double PAGES_AIMED_AT = 5;

    private static final double[] PAGES_TRIED = {0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 7.5, 10, 15, 25, 50};

    private OneEventFit() {}

    /** The fitted policy, its threshold set for five pages a day, others around it to choose from. */
    public static PolicyFamily family(TrainingWorlds training) {
        FittingRows rows = new FittingRows(MOST_ROWS);
        for (World world : training.worlds()) {
            world.run(new Reading(new Covariates(world.map()), rows));
        }
        double[] weights = LogisticRegression.fit(rows.rows(), Covariates.LENGTH, RIDGE);
        List<Double> thresholds = new ArrayList<>();
        for (double pages : PAGES_TRIED) {
            thresholds.add(threshold(rows.rows(), weights, pages * training.days()));
        }
        double asMade = threshold(rows.rows(), weights, PAGES_AIMED_AT * training.days());
        return OneEventScore.family(
                weights, asMade, thresholds.stream().distinct().toList());
    }

    /** The log-odds from which on so many rows would page. */
    private static double threshold(List<LogisticRegression.Row> rows, double[] weights, double pages) {
        record Scored(double logOdds, double weight) {}
        List<Scored> scored = rows.stream()
                .map(row -> new Scored(OneEventScore.score(weights, row.covariates()), row.weight()))
                .sorted(Comparator.comparingDouble(Scored::logOdds).reversed())
                .toList();
        double sum = 0;
        double threshold = Double.MAX_VALUE;
        for (Scored row : scored) {
            sum += row.weight();
            if (sum > pages) {
                break;
            }
            threshold = row.logOdds();
        }
        return threshold;
    }

    private record Reading(Covariates covariates, FittingRows rows) implements SimulationSink {
        @Override
        public void incursion(Incursion incursion) {}

        @Override
        public void event(SimulatedEvent event, Cause cause) {
            if (Signs.isFreshSign(event)) {
                boolean positive = cause.incursionId() != null;
                if (positive || rows.keeps(event)) {
                    rows.add(covariates.of(event), positive);
                }
            }
            covariates.receive(event);
        }
    }
}
