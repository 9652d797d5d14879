package org.amurwatch.consumer.dashboard.state;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amurwatch.avro.SubjectCount;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.consumer.dashboard.state.ParkItem.SubjectWeek;

/** The newest days of each territory. Not for several threads. */
final class Days {

    private static final int WEEK = 7;
    private static final int YEAR = 52 * WEEK;
    private static final int LEAST_KNOWN = 4 * WEEK;

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

    /**
     * Sums over the seven days that end with this one, beside what is usual: the mean of seven days over those of the year
     * before of which anything is known, at least four weeks of them. Also what is usual and did not come.
     */
    List<SubjectWeek> week(String territory, LocalDate today) {
        LocalDate begin = today.minusDays(WEEK - 1);
        Map<SubjectType, Map<String, Long>> now = sums(between(territory, begin, today));
        List<TerritoryDay> year = between(territory, begin.minusDays(YEAR), begin.minusDays(1));
        boolean known = year.size() >= LEAST_KNOWN;
        Map<SubjectType, Map<String, Long>> before = known ? sums(year) : Map.of();
        List<SubjectWeek> week = new ArrayList<>();
        for (SubjectType type : SubjectType.values()) {
            Map<String, Long> seen = now.getOrDefault(type, Map.of());
            Map<String, Long> earlier = before.getOrDefault(type, Map.of());
            Set<String> subjects = new TreeSet<>(seen.keySet());
            earlier.forEach((subject, detections) -> {
                if (detections * WEEK >= year.size()) {
                    subjects.add(subject);
                }
            });
            for (String subject : subjects) {
                Double usual = known ? earlier.getOrDefault(subject, 0L) * (double) WEEK / year.size() : null;
                week.add(new SubjectWeek(type, subject, seen.getOrDefault(subject, 0L), usual));
            }
        }
        return week;
    }

    private static Map<SubjectType, Map<String, Long>> sums(List<TerritoryDay> days) {
        Map<SubjectType, Map<String, Long>> sums = new EnumMap<>(SubjectType.class);
        for (TerritoryDay day : days) {
            for (SubjectCount count : day.getCounts()) {
                sums.computeIfAbsent(count.getType(), type -> new HashMap<>())
                        .merge(count.getSubject(), count.getDetections(), Long::sum);
            }
        }
        return sums;
    }
}
