package org.amurwatch.bench.throughput;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.amurwatch.bench.throughput.Throughput.Case;
import org.jspecify.annotations.Nullable;

/**
 * What was measured as rows. {@code ofShortestHistory} and {@code ofNoRules} are microseconds of a core divided by those of the
 * same case with the shortest history, and with the rule that never matches: ratios within one run, which say the same on
 * another machine.
 */
final class ThroughputReport {

    static final List<String> COLUMNS = List.of(
            "measured",
            "rules",
            "streams",
            "history",
            "eventsPerSecond",
            "least",
            "most",
            "coreMicrosPerEvent",
            "ofShortestHistory",
            "ofNoRules",
            "published");

    private final List<Rates> all;

    ThroughputReport(List<Rates> all) {
        this.all = List.copyOf(all);
    }

    List<Map<String, @Nullable Object>> rows() {
        return all.stream().map(this::row).toList();
    }

    private Map<String, @Nullable Object> row(Rates rates) {
        Case measured = rates.measured();
        int shortest =
                all.stream().mapToInt(other -> other.measured().history()).min().orElseThrow();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("measured", measured.decider().word());
        row.put("rules", measured.rules().word());
        row.put("streams", measured.streams());
        row.put("history", measured.history());
        row.put("eventsPerSecond", Math.round(rates.median()));
        row.put("least", Math.round(rates.least()));
        row.put("most", Math.round(rates.most()));
        row.put("coreMicrosPerEvent", rates.medianCpuMicros());
        row.put("ofShortestHistory", ratio(rates, measured.withHistory(shortest)));
        row.put("ofNoRules", ratio(rates, measured.withRules(RulesOfMeasurement.NONE)));
        row.put("published", rates.published());
        return row;
    }

    private @Nullable Double ratio(Rates rates, Case baseline) {
        Predicate<Rates> isBaseline = other -> other.measured().equals(baseline);
        return all.stream()
                .filter(isBaseline)
                .findFirst()
                .map(other -> rates.medianCpuMicros() / other.medianCpuMicros())
                .orElse(null);
    }
}
