package org.amurwatch.producer.widening;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * One half of a local day: from midnight to noon, or from noon to midnight.
 *
 * @param from its first moment
 * @param until the first moment after it
 */
record HalfDay(Instant from, Instant until) {

    static HalfDay of(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        LocalDate day = local.toLocalDate();
        Instant noon = day.atTime(LocalTime.NOON).atZone(zone).toInstant();
        return local.getHour() < 12
                ? new HalfDay(day.atStartOfDay(zone).toInstant(), noon)
                : new HalfDay(noon, day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
