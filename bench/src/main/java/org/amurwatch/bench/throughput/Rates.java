package org.amurwatch.bench.throughput;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.amurwatch.bench.throughput.Throughput.Case;

/**
 * What was measured of one case.
 *
 * @param rounds one or more
 */
record Rates(Case measured, List<Round> rounds) {

    Rates {
        rounds = List.copyOf(rounds);
    }

    /** Events a second of all streams together. */
    double median() {
        return median(Round::perSecond);
    }

    double medianCpuMicros() {
        return median(Round::cpuMicros);
    }

    double least() {
        return rounds.stream().mapToDouble(Round::perSecond).min().orElseThrow();
    }

    double most() {
        return rounds.stream().mapToDouble(Round::perSecond).max().orElseThrow();
    }

    /** Records that were published in all rounds. */
    long published() {
        return rounds.stream().mapToLong(Round::published).sum();
    }

    private double median(ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, rules %s, history %,d, streams %d: %,.0f events/s, %.0f microseconds of a core each",
                measured.decider().word(),
                measured.rules().word(),
                measured.history(),
                measured.streams(),
                median(),
                medianCpuMicros());
    }
}
