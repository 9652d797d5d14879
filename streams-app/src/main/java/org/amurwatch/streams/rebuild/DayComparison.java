package org.amurwatch.streams.rebuild;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amurwatch.avro.IndividualSeen;
import org.amurwatch.avro.SubjectCount;
import org.amurwatch.avro.TerritoryDay;
import org.jspecify.annotations.Nullable;

/** What differs between the days of two generations. */
final class DayComparison {

    private record Figure(String type, String subject, String name) {
        static final Comparator<Figure> ORDER = Comparator.comparing(Figure::type)
                .thenComparing(Figure::subject)
                .thenComparing(Figure::name);
    }

    private DayComparison() {}

    /**
     * Every figure that differs, by territory and day.
     *
     * @param before days of the current generation, by the keys of territory.days
     * @param now days of the next one
     */
    static List<DayDifference> differences(Map<String, TerritoryDay> before, Map<String, TerritoryDay> now) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        List<DayDifference> differences = new ArrayList<>();
        for (String key : keys) {
            TerritoryDay earlier = before.get(key);
            TerritoryDay later = now.get(key);
            TerritoryDay either = Objects.requireNonNull(later == null ? earlier : later);
            add(differences, either.getTerritoryId(), either.getDate(), figures(earlier), figures(later));
        }
        return differences;
    }

    private static void add(
            List<DayDifference> differences,
            String territory,
            LocalDate day,
            Map<Figure, Long> before,
            Map<Figure, Long> now) {
        TreeSet<Figure> figures = new TreeSet<>(Figure.ORDER);
        figures.addAll(before.keySet());
        figures.addAll(now.keySet());
        for (Figure figure : figures) {
            @Nullable Long earlier = before.get(figure);
            @Nullable Long later = now.get(figure);
            if (!Objects.equals(earlier, later)) {
                differences.add(new DayDifference(
                        territory, day, figure.type(), figure.subject(), figure.name(), earlier, later));
            }
        }
    }

    private static Map<Figure, Long> figures(@Nullable TerritoryDay day) {
        Map<Figure, Long> figures = new TreeMap<>(Figure.ORDER);
        if (day == null) {
            return figures;
        }
        for (SubjectCount count : day.getCounts()) {
            String type = count.getType().name().toLowerCase(Locale.ROOT).replace('_', '-');
            put(figures, type, count.getSubject(), "events", count.getEvents());
            put(figures, type, count.getSubject(), "detections", count.getDetections());
            put(figures, type, count.getSubject(), "animals", count.getAnimals());
            put(figures, type, count.getSubject(), "countsMissing", count.getCountsMissing());
            put(figures, type, count.getSubject(), "unverified", count.getUnverified());
            put(figures, type, count.getSubject(), "explained", count.getExplained());
        }
        for (IndividualSeen seen : day.getIndividuals()) {
            String name = String.join(
                    " ",
                    seen.getScientificName(),
                    seen.getIndividualId(),
                    seen.getFlank().name(),
                    seen.getStatus().name());
            put(figures, "individual", name, "events", seen.getEvents());
        }
        // No effort known (null) and no effort (0) are not the same.
        if (day.getStationNights() != null) {
            figures.put(
                    new Figure("effort", "", "stationNights"),
                    day.getStationNights().longValue());
        }
        if (day.getCameraNights() != null) {
            figures.put(
                    new Figure("effort", "", "cameraNights"),
                    day.getCameraNights().longValue());
        }
        put(figures, "rows", "", "rows", day.getRows());
        put(figures, "rows", "", "unclassified", day.getUnclassified());
        put(figures, "rows", "", "unknown", day.getUnknown());
        put(figures, "rows", "", "blank", day.getBlank());
        return figures;
    }

    /** A count of 0 says no more than none. */
    private static void put(Map<Figure, Long> figures, String type, String subject, String name, long count) {
        if (count != 0) {
            figures.put(new Figure(type, subject, name), count);
        }
    }
}
