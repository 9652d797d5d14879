package org.amurwatch.consumer.activity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.SubjectCount;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.TerritoryDay;
import org.jspecify.annotations.Nullable;

/** Sums days of territories into rows of counts, with the effort behind them. */
public final class ActivityCounts {

    private static final Comparator<@Nullable String> NULLS_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());

    private ActivityCounts() {}

    /**
     * Rows by type (sightings first), then detections (most first), then subject, territory and day. A subject without a
     * detection has no row.
     *
     * @param days each territory and day once
     */
    public static List<ActivityRow> of(List<TerritoryDay> days, Grouping grouping) {
        Map<ActivityRow.Scope, Sums> scopes = new HashMap<>();
        for (TerritoryDay day : days) {
            scopes.computeIfAbsent(grouping.scope(day), scope -> new Sums()).add(day);
        }
        List<ActivityRow> rows = new ArrayList<>();
        scopes.forEach((scope, sums) -> rows.addAll(sums.rows(scope)));
        rows.sort(Comparator.comparing(ActivityRow::type)
                .thenComparing(Comparator.comparingLong(ActivityRow::detections).reversed())
                .thenComparing(ActivityRow::subject)
                .thenComparing(row -> row.scope().territory(), NULLS_FIRST)
                .thenComparing(row -> row.scope().day(), Comparator.nullsFirst(Comparator.naturalOrder())));
        return rows;
    }

    /** What is counted. */
    private record Subject(SubjectType type, String name) {}

    /** Detections and animals of one subject. */
    private record Count(long detections, long animals) {
        Count plus(Count other) {
            return new Count(detections + other.detections, animals + other.animals);
        }
    }

    /** Sums of one scope. */
    private static final class Sums {
        private final Map<Subject, Count> counts = new HashMap<>();
        private @Nullable Long stationNights;
        private long rows;
        private long unclassified;

        void add(TerritoryDay day) {
            for (SubjectCount count : day.getCounts()) {
                counts.merge(
                        new Subject(count.getType(), count.getSubject()),
                        new Count(count.getDetections(), count.getAnimals()),
                        Count::plus);
            }
            if (day.getStationNights() != null) {
                stationNights = (stationNights == null ? 0 : stationNights) + day.getStationNights();
            }
            rows += day.getRows();
            unclassified += day.getUnclassified();
        }

        List<ActivityRow> rows(ActivityRow.Scope scope) {
            Double share = rows == 0 ? null : (double) unclassified / rows;
            return counts.entrySet().stream()
                    .filter(entry -> entry.getValue().detections() > 0)
                    .map(entry -> new ActivityRow(
                            scope,
                            entry.getKey().type(),
                            entry.getKey().name(),
                            entry.getValue().detections(),
                            entry.getValue().animals(),
                            stationNights,
                            rate(entry.getValue().detections()),
                            share))
                    .toList();
        }

        private @Nullable Double rate(long detections) {
            return stationNights == null || stationNights == 0 ? null : 100.0 * detections / stationNights;
        }
    }
}
