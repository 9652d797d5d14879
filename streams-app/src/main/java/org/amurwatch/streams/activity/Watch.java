package org.amurwatch.streams.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.amurwatch.avro.Deployment;

/**
 * When a deployment watched, in local days.
 *
 * <p>The night of a local day is watched if the camera was there at the midnight that ends the day (from its start on, up
 * to but not including its end): so the number of nights is the number of midnights passed, the trap-nights of the field.
 * A day is covered if its night was watched or any moment of it was: on the day a camera is taken down something may be
 * detected, though no night is watched.
 *
 * @param firstNight first day whose night was watched, as days since 1970
 * @param lastNight last such day; before {@code firstNight} if there is none
 * @param firstCovered first day covered
 * @param lastCovered last such day; before {@code firstCovered} if there is none
 */
public record Watch(int firstNight, int lastNight, int firstCovered, int lastCovered) {

    /** No effort. */
    static final Watch NEVER = new Watch(0, -1, 0, -1);

    /**
     * No camera watches longer on one statement: an end in the year 9999 is a slip, and would rewrite millions of days at
     * once.
     */
    static final Duration LONGEST = Duration.ofDays(30 * 366);

    /**
     * Of a deployment that counts. While no end is stated, it is known to have watched until it was last spoken of, and no
     * longer.
     */
    public static Watch of(Deployment deployment, Instant receivedAt, ZoneId zone) {
        return of(deployment.getStart(), deployment.getEnd() == null ? receivedAt : deployment.getEnd(), zone);
    }

    static Watch of(Instant start, Instant until, ZoneId zone) {
        if (!until.isAfter(start) || Duration.between(start, until).compareTo(LONGEST) > 0) {
            return NEVER;
        }
        // A clock that is put back across midnight shows a date twice: begin a day early and search.
        LocalDate firstNight = LocalDate.ofInstant(start, zone).minusDays(1);
        while (midnightAfter(firstNight, zone).isBefore(start)) {
            firstNight = firstNight.plusDays(1);
        }
        LocalDate lastNight = LocalDate.ofInstant(until, zone);
        while (!midnightAfter(lastNight, zone).isBefore(until)) {
            lastNight = lastNight.minusDays(1);
        }
        int first = epochDay(firstNight);
        int last = epochDay(lastNight);
        int firstDay = epochDay(LocalDate.ofInstant(start, zone));
        int lastDay = epochDay(LocalDate.ofInstant(until.minusMillis(1), zone));
        boolean anyNight = first <= last;
        return new Watch(
                first,
                last,
                anyNight ? Math.min(first, firstDay) : firstDay,
                anyNight ? Math.max(last, lastDay) : lastDay);
    }

    boolean watchedNightOf(int day) {
        return firstNight <= day && day <= lastNight;
    }

    boolean covers(int day) {
        return firstCovered <= day && day <= lastCovered;
    }

    private static Instant midnightAfter(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static int epochDay(LocalDate day) {
        return Math.toIntExact(day.toEpochDay());
    }
}
