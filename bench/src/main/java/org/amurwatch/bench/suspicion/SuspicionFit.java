package org.amurwatch.bench.suspicion;

import java.util.List;
import java.util.Map;
import org.amurwatch.avro.HistoryEntry;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.bench.quality.policy.FieldCircumstances;
import org.amurwatch.bench.quality.policy.SectorEventMaker;
import org.amurwatch.bench.quality.training.FittingRows;
import org.amurwatch.bench.quality.training.LogisticRegression;
import org.amurwatch.bench.quality.training.TrainingWorlds;
import org.amurwatch.bench.quality.world.World;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;
import org.amurwatch.record.TrustedRecords;
import org.amurwatch.streams.incident.Effects;
import org.amurwatch.streams.incident.IncidentReplay;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.RuleEvents;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.Surroundings;
import org.amurwatch.streams.rule.SuspicionScore;
import org.jspecify.annotations.Nullable;

/**
 * Fits the weights of a table of suspicion: of the fresh, unexplained signs of training worlds, those are positive that an
 * incursion caused. The terms are the table's own; the base is moved so that on these worlds so many signs a day lie above 0 as
 * is asked for.
 */
final class SuspicionFit {

    private static final int MOST_ROWS = 200_000;
    private static final double RIDGE = 1;

    private final List<SuspicionScore.Term> terms;
    private final Rules rules;

    /** Weights in the order of the table's terms. */
    record Fitted(double base, double[] weights) {}

    SuspicionFit(Rules rules, SuspicionScore table) {
        this.rules = rules;
        this.terms = table.terms();
    }

    /** @param signsPerDay how many signs a day are to lie above 0 */
    Fitted fit(TrainingWorlds training, double signsPerDay) {
        TrustedRecords.trust();
        FittingRows rows = new FittingRows(MOST_ROWS);
        for (World world : training.worlds()) {
            world.run(new Reading(world, rows));
        }
        double[] fitted = LogisticRegression.fit(rows.rows(), terms.size() + 1, RIDGE);
        double[] weights = new double[terms.size()];
        System.arraycopy(fitted, 1, weights, 0, weights.length);
        double threshold = threshold(rows.rows(), fitted, signsPerDay * training.days());
        return new Fitted(fitted[0] - threshold, weights);
    }

    private static double logOdds(double[] weights, double[] figures) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * figures[i];
        }
        return sum;
    }

    /** The log-odds that so many rows reach. */
    private static double threshold(List<LogisticRegression.Row> rows, double[] weights, double most) {
        List<double[]> scored = rows.stream()
                .map(row -> new double[] {logOdds(weights, row.covariates()), row.weight()})
                .sorted((one, other) -> Double.compare(other[0], one[0]))
                .toList();
        double sum = 0;
        double threshold = 0;
        for (double[] row : scored) {
            sum += row[1];
            if (sum > most) {
                break;
            }
            threshold = row[0];
        }
        return threshold;
    }

    /** Runs one world through the decisions, since these know what is usual at a place and what is explained. */
    private final class Reading implements SimulationSink {

        private final FittingRows rows;
        private final SectorEventMaker records;
        private final FieldCircumstances circumstances;
        private final IncidentReplay replay;
        private String key = "";
        private @Nullable HistoryEntry kept;

        Reading(World world, FittingRows rows) {
            this.rows = rows;
            this.records = new SectorEventMaker(world.map().timeZone().getId());
            this.circumstances = new FieldCircumstances(world.map(), RuleBook.of(rules, Map.of()));
            this.replay = new IncidentReplay(circumstances, this::decided);
        }

        private void decided(Effects effects) {
            HistoryEntry entry = effects.history().get(key);
            if (kept == null && entry != null) {
                kept = entry;
            }
        }

        @Override
        public void incursion(Incursion incursion) {}

        @Override
        public void event(SimulatedEvent event, Cause cause) {
            circumstances.advanceTo(event.receivedAt());
            SectorEvent record = records.of(event);
            RuleEvent now = RuleEvents.now(record).orElse(null);
            kept = null;
            key = now == null ? "" : now.key();
            replay.on(SectorEventMaker.SECTOR, record, event.receivedAt());
            HistoryEntry entry = kept;
            if (now == null || entry == null || now.kind() == null || !now.fresh()) {
                return;
            }
            boolean explained = entry.getExplained() != null || entry.getExplainedHere() != null;
            boolean positive = cause.incursionId() != null;
            if (!explained && (positive || rows.keeps(event))) {
                rows.add(figures(now, entry), positive);
            }
        }

        private double[] figures(RuleEvent event, HistoryEntry entry) {
            Here here = new Here(
                    circumstances.places(),
                    entry.getUsualPeoplePerWeek() == null ? Double.NaN : entry.getUsualPeoplePerWeek());
            double[] figures = new double[terms.size() + 1];
            figures[0] = 1;
            for (int i = 0; i < terms.size(); i++) {
                figures[i + 1] = terms.get(i).figure(event, here);
            }
            return figures;
        }
    }

    private record Here(Places places, double usual) implements Surroundings {

        @Override
        public double usualPeoplePerWeek(RuleEvent event) {
            return usual;
        }

        @Override
        public String country(RuleEvent event) {
            return "";
        }
    }
}
