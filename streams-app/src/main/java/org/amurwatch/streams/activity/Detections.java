package org.amurwatch.streams.activity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The field's counting rule: of the rows of one chain, sorted by time, a row counts if it is the first, or the interval or
 * more after the last row that counted (camtrapR: minDeltaTime with deltaTimeComparedTo = lastIndependentRecord; equality
 * counts). Rows of one instant are one, which follows.
 */
final class Detections {

    /**
     * An independent detection.
     *
     * @param day local day of its first row
     * @param animals how many animals (people, vehicles, snares) it shows
     */
    record Detection(int day, long animals) {}

    private final long intervalMillis;

    Detections(Duration interval) {
        this.intervalMillis = interval.toMillis();
    }

    /** @param rows rows of one chain in order of time, none missing between two that are closer than the interval */
    List<Detection> of(Iterable<EventRow> rows) {
        List<Detection> detections = new ArrayList<>();
        List<EventRow> current = new ArrayList<>();
        for (EventRow row : rows) {
            if (!current.isEmpty() && row.observedAt() - current.get(0).observedAt() >= intervalMillis) {
                detections.add(detection(current));
                current.clear();
            }
            current.add(row);
        }
        if (!current.isEmpty()) {
            detections.add(detection(current));
        }
        return detections;
    }

    private static Detection detection(List<EventRow> rows) {
        return new Detection(rows.get(0).day(), animals(rows));
    }

    /**
     * The largest episode: rows of a whole event are parts of a group (two females and a cub) and are added, rows of single
     * pictures may show the same animals again, so only the fullest picture counts.
     */
    private static long animals(List<EventRow> rows) {
        if (rows.size() == 1) {
            return rows.get(0).animals();
        }
        long largest = 0;
        Map<String, Long> sums = new HashMap<>();
        for (EventRow row : rows) {
            boolean partOfGroup = row.episodeId() != null && !row.ofMedia();
            long animals = partOfGroup ? sums.merge(row.episodeId(), (long) row.animals(), Long::sum) : row.animals();
            largest = Math.max(largest, animals);
        }
        return largest;
    }
}
