package org.amurwatch.streams.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a station may be silent by its own rhythm.
 *
 * <p>Usual is the gap that 99 of 100 of its own stay below: of the gaps of its last 60 days (in hours) the nearest rank of
 * 99 %, but no less than what an exponential gap of unknown rate exceeds once in 100, {@code S (100^(1/n) - 1)} for {@code n}
 * gaps of {@code S} hours. So a station of which little is known is given time, and one with a rhythm of its own its rhythm.
 */
final class StationSilence {

    /** Learnt to send at once: on so many days ... */
    static final int LIVE_DAYS = 3;

    /** ... of so many before it was last heard of. */
    static final int OF_DAYS = 14;

    private static final double SHARE = 0.99;

    /** A camera that was taken down so soon after it was last heard of explains the silence. */
    private static final Duration TAKEN_DOWN = Duration.ofHours(24);

    private StationSilence() {}

    /** Whether the station sends at once; one whose cards are read never does. */
    static boolean isLive(StationRow row) {
        Hearing last = row.last();
        if (last == null || row.liveDays().isEmpty()) {
            return false;
        }
        return row.liveDays().marked().stream()
                        .filter(day -> day > last.day() - OF_DAYS && day <= last.day())
                        .count()
                >= LIVE_DAYS;
    }

    /** How long it may be silent; empty where nothing is known of its rhythm. */
    static Optional<Duration> limit(StationRow row, WatchRules.Silence rule) {
        List<Long> gaps = row.hours().gaps().stream().sorted().toList();
        if (gaps.isEmpty()) {
            return Optional.empty();
        }
        double rank = gaps.get((int) Math.ceil(SHARE * gaps.size()) - 1);
        double sum = gaps.stream().mapToLong(Long::longValue).sum();
        double predicted = sum * (Math.pow(1 / (1 - SHARE), 1.0 / gaps.size()) - 1);
        Duration usual = Duration.ofMinutes(Math.round(60 * rule.timesUsual() * Math.max(rank, predicted)));
        return Optional.of(usual.compareTo(rule.atLeast()) > 0 ? usual : rule.atLeast());
    }

    /** When it has been silent for too long, if nothing comes; null: never. */
    static @Nullable Instant dueAt(StationRow row, WatchRules.Silence rule) {
        Hearing last = row.last();
        if (last == null || !isLive(row)) {
            return null;
        }
        return limit(row, rule).map(limit -> last.observedAt().plus(limit)).orElse(null);
    }

    /** Whether its cameras were taken down, which is why it is silent. Deployments that it has outlived say nothing. */
    static boolean isExplained(StationRow row, Instant now) {
        Hearing last = row.last();
        if (last == null || row.deployments().isEmpty()) {
            return false;
        }
        Instant latestEnd = Instant.MIN;
        for (StationRow.Period period : row.deployments().values()) {
            Instant end = period.end();
            if (!period.start().isAfter(now) && (end == null || end.isAfter(now))) {
                return false;
            }
            if (end != null && !end.isAfter(now) && end.isAfter(latestEnd)) {
                latestEnd = end;
            }
        }
        return !latestEnd.equals(Instant.MIN) && !last.observedAt().isAfter(latestEnd.plus(TAKEN_DOWN));
    }
}
