package org.amurwatch.streams.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one station. Bounded: whatever is heard of it, and in whatever order, the same events make the same row.
 *
 * @param hours of the last 60 days (UTC), those in which something was observed
 * @param nights of the last 800 (local), those in which something was observed
 * @param liveDays of the last 64 (UTC), those of which something was received within two hours
 * @param last the latest event; null while only deployments are known
 * @param deployments by key: from when until when a camera was there
 * @param dueAt when its silence is looked at next, in milliseconds; 0: not
 */
record StationRow(
        String territoryId,
        String stationId,
        Marks hours,
        Marks nights,
        Marks liveDays,
        @Nullable Hearing last,
        SortedMap<String, Period> deployments,
        long dueAt) {

    static final int HOURS = 60 * 24;
    static final int NIGHTS = 800;
    static final int LIVE_DAYS = 64;

    /** Deployments that ended so long before the station was last heard of explain nothing any more. */
    private static final Duration FORGET = Duration.ofDays(400);

    /** @param end null: it is still there */
    record Period(Instant start, @Nullable Instant end) {}

    static StationRow unknown(String territoryId, String stationId) {
        return new StationRow(
                territoryId,
                stationId,
                Marks.none(HOURS),
                Marks.none(NIGHTS),
                Marks.none(LIVE_DAYS),
                null,
                new TreeMap<>(),
                0);
    }

    StationRow heard(Hearing hearing) {
        boolean later = last == null
                || hearing.observedAt().isAfter(last.observedAt())
                || (hearing.observedAt().equals(last.observedAt())
                        && hearing.eventKey().compareTo(last.eventKey()) < 0);
        return new StationRow(
                territoryId,
                stationId,
                hours.with(hearing.hour()),
                nights.with(hearing.night()),
                hearing.live() ? liveDays.with(hearing.day()) : liveDays,
                later ? hearing : last,
                deployments,
                dueAt);
    }

    StationRow deployed(String key, @Nullable Period period) {
        SortedMap<String, Period> known = new TreeMap<>(deployments);
        if (period == null) {
            known.remove(key);
        } else {
            known.put(key, period);
        }
        if (last != null) {
            Instant forgotten = last.observedAt().minus(FORGET);
            known.values().removeIf(old -> old.end() != null && old.end().isBefore(forgotten));
        }
        return new StationRow(territoryId, stationId, hours, nights, liveDays, last, known, dueAt);
    }

    StationRow dueAt(long millis) {
        return new StationRow(territoryId, stationId, hours, nights, liveDays, last, deployments, millis);
    }
}
