package org.amurwatch.consumer.dashboard.state;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.amurwatch.avro.SubjectCount;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.consumer.dashboard.state.ParkItem.SubjectWeek;

/** The newest days of each territory. Not for several threads. */
final class Days {

    private static final int WEEK = 7;

    private final int most;
    private final Map<String, NavigableMap<LocalDate, TerritoryDay>> days = new HashMap<>();

    /** @param most days of one territory that are kept; the earliest go first */
    Days(int most) {
        this.most = most;
    }

    void put(TerritoryDay day) {
        NavigableMap<LocalDate, TerritoryDay> ofTerritory =
                days.computeIfAbsent(day.getTerritoryId(), id -> new TreeMap<>());
        ofTerritory.put(day.getDate(), day);
        if (ofTerritory.size() > most) {
            ofTerritory.pollFirstEntry();
        }
    }

    /** Those of a territory from one day to another, both among them, in order. */
    List<TerritoryDay> between(String territory, LocalDate from, LocalDate to) {
        NavigableMap<LocalDate, TerritoryDay> ofTerritory = days.get(territory);
        return ofTerritory == null || from.isAfter(to)
                ? List.of()
                : List.copyOf(ofTerritory.subMap(from, true, to, true).values());
    }

    /** Sums over the seven days that end with this one. */
    List<SubjectWeek> week(String territory, LocalDate today) {
        Map<SubjectType, Map<String, Long>> sums = new TreeMap<>();
        for (TerritoryDay day : between(territory, today.minusDays(WEEK - 1), today)) {
            for (SubjectCount count : day.getCounts()) {
                sums.computeIfAbsent(count.getType(), type -> new TreeMap<>())
                        .merge(count.getSubject(), count.getDetections(), Long::sum);
            }
        }
        List<SubjectWeek> week = new ArrayList<>();
        sums.forEach((type, subjects) ->
                subjects.forEach((subject, detections) -> week.add(new SubjectWeek(type, subject, detections))));
        week.sort(Comparator.comparing(SubjectWeek::type).thenComparing(SubjectWeek::subject));
        return week;
    }
}
