package org.amurwatch.streams.rule;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.amurwatch.streams.territory.Ground;
import org.jspecify.annotations.Nullable;

/**
 * Events in cells of a few kilometres, those of a subject and cell sorted by time: a question costs what lies in the cells and
 * the time that it touches, however long the history is. Putting and removing cost the logarithm of a cell.
 */
public final class IndexedHistory implements EventHistory {

    private static final double CELL_DEGREES = 0.05;
    private static final int CELLS_AROUND = (int) Math.round(360 / CELL_DEGREES);

    /** Sorted, so that the subspecies of a species follow it. */
    private final TreeMap<String, Map<Long, TreeMap<Moment, RuleEvent>>> bySubject = new TreeMap<>();

    private final Map<String, RuleEvent> byKey = new HashMap<>();

    /** When an event was, and its key, so that events of one instant stand beside each other. */
    private record Moment(Instant at, String key) implements Comparable<Moment> {

        private static final Comparator<Moment> ORDER =
                Comparator.comparing(Moment::at).thenComparing(Moment::key);

        @Override
        public int compareTo(Moment other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public void put(RuleEvent event) {
        remove(event.key());
        byKey.put(event.key(), event);
        bySubject
                .computeIfAbsent(EventHistory.subject(event), subject -> new HashMap<>())
                .computeIfAbsent(cell(event), cell -> new TreeMap<>())
                .put(moment(event), event);
    }

    @Override
    public void remove(String key) {
        RuleEvent event = byKey.remove(key);
        if (event == null) {
            return;
        }
        String subject = EventHistory.subject(event);
        Map<Long, TreeMap<Moment, RuleEvent>> cells = bySubject.getOrDefault(subject, Map.of());
        TreeMap<Moment, RuleEvent> events = cells.getOrDefault(cell(event), new TreeMap<>());
        events.remove(moment(event));
        if (events.isEmpty()) {
            cells.remove(cell(event));
        }
        if (cells.isEmpty()) {
            bySubject.remove(subject);
        }
    }

    @Override
    public @Nullable RuleEvent get(String key) {
        return byKey.get(key);
    }

    @Override
    public int size() {
        return byKey.size();
    }

    @Override
    public Collection<RuleEvent> all() {
        return Collections.unmodifiableCollection(byKey.values());
    }

    @Override
    public void around(
            String subject,
            double latitude,
            double longitude,
            double metres,
            Instant from,
            Instant to,
            Consumer<RuleEvent> found) {
        Circle circle = new Circle(latitude, longitude, metres, from, to);
        Map<Long, TreeMap<Moment, RuleEvent>> cells = bySubject.get(subject);
        if (cells != null) {
            circle.search(cells, found);
        }
        if (!subject.isEmpty()) {
            // '!' follows ' ' in order: between them are the names that begin with the subject and a space.
            bySubject.subMap(subject + ' ', subject + '!').values().forEach(more -> circle.search(more, found));
        }
    }

    private static Moment moment(RuleEvent event) {
        return new Moment(event.observedAt(), event.key());
    }

    private static long cell(RuleEvent event) {
        return cell(row(event.latitude()), column(event.longitude()));
    }

    private static long cell(long row, long column) {
        return row * CELLS_AROUND + Math.floorMod(column, (long) CELLS_AROUND);
    }

    private static long row(double latitude) {
        return (long) Math.floor(latitude / CELL_DEGREES);
    }

    private static long column(double longitude) {
        return (long) Math.floor(longitude / CELL_DEGREES);
    }

    /** What is asked for: a circle on the ground, and a time. */
    private record Circle(double latitude, double longitude, double metres, Instant from, Instant to) {

        void search(Map<Long, TreeMap<Moment, RuleEvent>> cells, Consumer<RuleEvent> found) {
            double degrees = metres / Ground.METRES_PER_DEGREE + 1e-6;
            // The widest parallel that the circle reaches is the one nearest to a pole.
            double cosine = Math.cos(Math.toRadians(Math.min(90, Math.abs(latitude) + degrees)));
            double degreesEast = cosine * 180 <= degrees ? 180 : degrees / cosine;
            long firstRow = row(latitude - degrees);
            long lastRow = row(latitude + degrees);
            long firstColumn = column(longitude - degreesEast);
            long lastColumn = Math.min(column(longitude + degreesEast), firstColumn + CELLS_AROUND - 1);
            if ((lastRow - firstRow + 1) * (lastColumn - firstColumn + 1) > cells.size()) {
                cells.values().forEach(events -> search(events, found));
                return;
            }
            for (long row = firstRow; row <= lastRow; row++) {
                for (long column = firstColumn; column <= lastColumn; column++) {
                    TreeMap<Moment, RuleEvent> events = cells.get(cell(row, column));
                    if (events != null) {
                        search(events, found);
                    }
                }
            }
        }

        private void search(TreeMap<Moment, RuleEvent> events, Consumer<RuleEvent> found) {
            for (RuleEvent event : events.subMap(new Moment(from, ""), true, new Moment(to.plusNanos(1), ""), false)
                    .values()) {
                if (Ground.metres(latitude, longitude, event.latitude(), event.longitude()) <= metres) {
                    found.accept(event);
                }
            }
        }
    }
}
