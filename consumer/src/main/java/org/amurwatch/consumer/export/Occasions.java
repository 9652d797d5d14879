package org.amurwatch.consumer.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/**
 * A period of nights, cut into occasions. The night of a day goes from its noon to the next, and a camera watched in it if it was
 * there at the midnight between (docs/counting.md). A last occasion that would be shorter is left out.
 *
 * @param from first day whose night counts
 * @param until first day whose night does not count any more
 * @param nights of one occasion
 */
record Occasions(LocalDate from, LocalDate until, int nights, ZoneId zone) {

    Occasions {
        if (nights < 1 || ChronoUnit.DAYS.between(from, until) < nights) {
            throw new IllegalArgumentException(
                    "From " + from + " until " + until + " there is no occasion of " + nights + " nights.");
        }
    }

    /** How many there are. */
    int count() {
        return Math.toIntExact(ChronoUnit.DAYS.between(from, until) / nights);
    }

    /** The occasion of a moment, from 0; empty: none. */
    OptionalInt of(Instant time) {
        LocalDateTime local = LocalDateTime.ofInstant(time, zone);
        LocalDate night = local.toLocalTime().isBefore(LocalTime.NOON)
                ? local.toLocalDate().minusDays(1)
                : local.toLocalDate();
        return of(night);
    }

    /** The occasion of the night of a day, from 0; empty: none. */
    OptionalInt of(LocalDate night) {
        long number = Math.floorDiv(ChronoUnit.DAYS.between(from, night), (long) nights);
        return number < 0 || number >= count() ? OptionalInt.empty() : OptionalInt.of((int) number);
    }

    /** The nights in which a camera watched that was there so long, from the first of {@link #from} on. */
    java.util.BitSet watched(Instant start, Instant end) {
        java.util.BitSet watched = new java.util.BitSet(count() * nights);
        for (int night = 0; night < count() * nights; night++) {
            Instant midnight = from.plusDays(night + 1L).atStartOfDay(zone).toInstant();
            if (!midnight.isBefore(start) && !midnight.isAfter(end)) {
                watched.set(night);
            }
        }
        return watched;
    }
}
