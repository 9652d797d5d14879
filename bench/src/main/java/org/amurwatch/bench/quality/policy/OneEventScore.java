package org.amurwatch.bench.quality.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.amurwatch.bench.quality.sign.Signs;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.SimulatedEvent;

/**
 * The best that can be done with one event at a time: a logistic regression on its {@link Covariates}, which pages from a
 * threshold on. It knows no second sign. The same source and kind is told once an hour. Weights are fitted on training
 * worlds.
 *
 * <p>Knob: the threshold.
 */
public final class OneEventScore implements Policy {

    public static final String NAME = "one-event-score";

    private static final Duration QUIET = Duration.ofHours(1);

    private record KindAtSource(String kind, String source) {}

    private final double[] weights;
    private final double threshold;
    private final Covariates covariates;
    private final RecentKeys<KindAtSource> told = new RecentKeys<>(QUIET);

    OneEventScore(double[] weights, double threshold, FieldMap map) {
        this.weights = weights.clone();
        this.threshold = threshold;
        this.covariates = new Covariates(map);
    }

    /**
     * @param weights one for each of the {@link Covariates}
     * @param asMade threshold on the log-odds
     * @param thresholds all that are tried
     */
    public static PolicyFamily family(double[] weights, double asMade, List<Double> thresholds) {
        PolicySetting chosen = setting(weights, asMade);
        List<PolicySetting> knobs = new ArrayList<>(List.of(chosen));
        for (double threshold : thresholds) {
            if (threshold != asMade) {
                knobs.add(setting(weights, threshold));
            }
        }
        return new PolicyFamily(NAME, chosen, knobs);
    }

    private static PolicySetting setting(double[] weights, double threshold) {
        return new PolicySetting(
                String.format(Locale.ROOT, "log-odds %.4f", threshold),
                map -> new OneEventScore(weights, threshold, map));
    }

    @Override
    public void receive(SimulatedEvent event, Consumer<Page> pages) {
        if (Signs.isFreshSign(event) && score(weights, covariates.of(event)) >= threshold) {
            String station = event.stationId();
            KindAtSource key = new KindAtSource(event.kind().name(), station != null ? station : event.sourceId());
            if (!told.contains(key, event.receivedAt())) {
                told.stamp(key, event.receivedAt());
                pages.accept(Page.review(event.receivedAt(), event.id()));
            }
        }
        covariates.receive(event);
    }

    /** The log-odds that the covariates give. */
    public static double score(double[] weights, double[] covariates) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * covariates[i];
        }
        return sum;
    }
}
