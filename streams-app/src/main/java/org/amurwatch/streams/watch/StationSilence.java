package org.amurwatch.streams.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a station may be silent by its own rhythm: a pause that comes about once in two years, if it goes on as in its last 60
 * days. (Peaks over a threshold, with the predictive distribution of an exponential tail of unknown rate: docs/watch.md.)
 */
final class StationSilence {

    /** Learnt to send at once: on so many days ... */
    static final int LIVE_DAYS = 3;

    /** ... of so many before it was last heard of. */
    static final int OF_DAYS = 14;

    /** What is nearer together is one visit, or one night: it says nothing of how long nobody comes. */
    private static final int PAUSE_HOURS = 12;

    /** With fewer pauses all gaps are taken. */
    private static final int LEAST_PAUSES = 8;

    /** A pause of a healthy station that is called silence comes once in so many hours. */
    private static final double ONCE_IN_HOURS = 2 * 365 * 24.0;

    /** But no shorter than what it exceeds so often: of which little is known is given time. */
    private static final double MOST_OFTEN = 0.01;

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
        List<Long> gaps = row.hours().gaps();
        if (gaps.isEmpty()) {
            return Optional.empty();
        }
        Duration usual = Duration.ofMinutes(Math.round(60 * rule.timesUsual() * usualHours(gaps)));
        return Optional.of(usual.compareTo(rule.atLeast()) > 0 ? usual : rule.atLeast());
    }

    /** @param gaps between hours in which it was heard of; not empty */
    static double usualHours(List<Long> gaps) {
        double longest = gaps.stream().mapToLong(Long::longValue).max().orElse(0);
        List<Long> pauses = gaps.stream()
                .filter(gap -> gap > PAUSE_HOURS)
                .map(gap -> gap - PAUSE_HOURS)
                .toList();
        double hours = gaps.stream().mapToLong(Long::longValue).sum();
        double once = pauses.size() < LEAST_PAUSES ? exceeded(gaps, hours) : PAUSE_HOURS + exceeded(pauses, hours);
        return Math.max(longest, once);
    }

    /** What one more is longer than once in so long: {@code n} of exponential length and unknown rate, {@code S} in all. */
    private static double exceeded(List<Long> lengths, double hours) {
        int n = lengths.size();
        double sum = lengths.stream().mapToLong(Long::longValue).sum();
        double chance = Math.min(MOST_OFTEN, hours / ONCE_IN_HOURS / n);
        return sum * (Math.pow(1 / chance, 1.0 / n) - 1);
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
