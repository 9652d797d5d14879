package org.amurwatch.streams.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.jspecify.annotations.Nullable;

/**
 * A trial as people and programs read it: sums, pages a day by rule, and incidents that the sets do not share.
 *
 * @param currentRules what the set in force is called; the last of them, where several were
 * @param triedRules what the tried one is called
 */
public record TrialReport(
        String currentRules, String triedRules, Instant from, Instant to, TrialComparison comparison) {

    private static final int SHOWN = 50;
    private static final List<String> SUM_COLUMNS = List.of("what", "current", "tried", "difference");
    private static final List<String> RULE_COLUMNS = List.of(
            "rule",
            "incidents.current",
            "incidents.tried",
            "reviewPagesPerDay.current",
            "reviewPagesPerDay.tried",
            "dispatchPagesPerDay.current",
            "dispatchPagesPerDay.tried");
    static final List<String> INCIDENT_COLUMNS = List.of(
            "in",
            "openedAt",
            "territory",
            "latitude",
            "longitude",
            "evidence",
            "rules.current",
            "rules.tried",
            "severity.current",
            "severity.tried",
            "level.current",
            "level.tried");

    /**
     * Writes it: as tables with the first differences, as one JSON object with all, or as CSV with all incidents of both. Tables
     * leave out what is too long, and say so.
     */
    public void write(Output output, OutputFormat format, Runnable line) {
        switch (format) {
            case JSON -> output.object(json());
            case CSV ->
                output.rows(
                        INCIDENT_COLUMNS,
                        comparison.pairs().stream().map(TrialReport::incident).toList());
            case TABLE -> {
                output.rows(SUM_COLUMNS, sums());
                line.run();
                output.rows(RULE_COLUMNS, rules());
                if (!comparison.differences().isEmpty()) {
                    line.run();
                    output.rows(
                            INCIDENT_COLUMNS,
                            comparison.differences().stream()
                                    .limit(SHOWN)
                                    .map(TrialReport::incident)
                                    .toList());
                }
            }
        }
    }

    /** How many differences a table leaves out. */
    public int differencesNotInTable() {
        return Math.max(0, comparison.differences().size() - SHOWN);
    }

    private Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("from", from.toString());
        json.put("to", to.toString());
        json.put("currentRules", currentRules);
        json.put("triedRules", triedRules);
        json.put("sums", sums());
        json.put("rules", rules());
        json.put(
                "differences",
                comparison.differences().stream().map(TrialReport::incident).toList());
        return json;
    }

    List<Map<String, @Nullable Object>> sums() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        rows.add(sum("incidents", raised -> (double) raised.incidents().size()));
        rows.add(sum("pages REVIEW", raised -> (double) raised.pages(PageLevel.REVIEW)));
        rows.add(sum("pages DISPATCH", raised -> (double) raised.pages(PageLevel.DISPATCH)));
        rows.add(sum("messages, updates too", raised -> (double) raised.messages()));
        rows.add(sum("pages a day", raised -> perDay(raised.pages().size())));
        rows.add(sum("incidents that the other set has not", raised -> (double) comparison.differences().stream()
                .filter(pair -> pair.in().equals(raised == comparison.current() ? "current" : "tried"))
                .count()));
        return rows;
    }

    private Map<String, @Nullable Object> sum(String what, Function<Raised, Double> figure) {
        double current = figure.apply(comparison.current());
        double tried = figure.apply(comparison.tried());
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("what", what);
        row.put("current", whole(current));
        row.put("tried", whole(tried));
        row.put("difference", whole(tried - current));
        return row;
    }

    private static Number whole(double figure) {
        return figure == Math.rint(figure) ? (Number) (long) figure : (Number) figure;
    }

    List<Map<String, @Nullable Object>> rules() {
        Set<String> names = new TreeSet<>(comparison.current().rules());
        names.addAll(comparison.tried().rules());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (String name : names) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("rule", name);
            row.put("incidents.current", comparison.current().incidents(name));
            row.put("incidents.tried", comparison.tried().incidents(name));
            row.put("reviewPagesPerDay.current", perDay(comparison.current().pages(PageLevel.REVIEW, name)));
            row.put("reviewPagesPerDay.tried", perDay(comparison.tried().pages(PageLevel.REVIEW, name)));
            row.put("dispatchPagesPerDay.current", perDay(comparison.current().pages(PageLevel.DISPATCH, name)));
            row.put("dispatchPagesPerDay.tried", perDay(comparison.tried().pages(PageLevel.DISPATCH, name)));
            rows.add(row);
        }
        return rows;
    }

    private double perDay(long count) {
        return count / (Duration.between(from, to).toSeconds() / 86_400.0);
    }

    private static Map<String, @Nullable Object> incident(TrialComparison.Pair pair) {
        RaisedIncident any = pair.any();
        RaisedIncident current = pair.current();
        RaisedIncident tried = pair.tried();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("in", pair.in());
        row.put("openedAt", any.openedAt().toString());
        row.put("territory", any.territory());
        row.put("latitude", any.latitude());
        row.put("longitude", any.longitude());
        row.put("evidence", any.evidence().size());
        row.put("rules.current", current == null ? null : String.join(" ", new TreeSet<>(current.rules())));
        row.put("rules.tried", tried == null ? null : String.join(" ", new TreeSet<>(tried.rules())));
        row.put("severity.current", current == null ? null : current.severity().name());
        row.put("severity.tried", tried == null ? null : tried.severity().name());
        row.put("level.current", current == null ? null : current.level().name());
        row.put("level.tried", tried == null ? null : tried.level().name());
        return row;
    }
}
