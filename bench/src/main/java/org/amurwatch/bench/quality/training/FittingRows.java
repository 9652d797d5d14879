package org.amurwatch.bench.quality.training;

import java.util.ArrayList;
import java.util.List;
import org.amurwatch.producer.simulation.SimulatedEvent;

/**
 * Rows to fit to, thinned where there are too many: rows of incursions are all kept, of the others fewer and fewer, and those
 * kept stand for the rest.
 */
public final class FittingRows {

    private final int most;
    private final List<LogisticRegression.Row> rows = new ArrayList<>();
    private int oneOf = 1;

    /** @param most rows to keep */
    public FittingRows(int most) {
        this.most = most;
    }

    /** What was kept. */
    public List<LogisticRegression.Row> rows() {
        return rows;
    }

    /** Whether the row of an event that no incursion caused is one of those that are kept now. */
    public boolean keeps(SimulatedEvent event) {
        return Math.floorMod(event.id().hashCode(), oneOf) == 0;
    }

    /** Adds a row; {@code covariates} begin with the intercept, 1. */
    public void add(double[] covariates, boolean positive) {
        rows.add(new LogisticRegression.Row(covariates, positive, positive ? 1 : oneOf));
        if (rows.size() > most) {
            thin();
        }
    }

    /** Keeps every second row of other causes, which then stands for two. */
    private void thin() {
        oneOf *= 2;
        List<LogisticRegression.Row> kept = new ArrayList<>();
        boolean keep = true;
        for (LogisticRegression.Row row : rows) {
            if (row.positive()) {
                kept.add(row);
            } else {
                if (keep) {
                    kept.add(new LogisticRegression.Row(row.covariates(), false, row.weight() * 2));
                }
                keep = !keep;
            }
        }
        rows.clear();
        rows.addAll(kept);
    }
}
