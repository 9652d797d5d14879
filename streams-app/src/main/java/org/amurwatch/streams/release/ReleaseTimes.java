package org.amurwatch.streams.release;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.amurwatch.avro.TimePrecision;
import org.jspecify.annotations.Nullable;

/** How times are made less exact: to local days, and to the seasons that begin in March, June, September and December. */
final class ReleaseTimes {

    private static final int MONTHS_OF_A_SEASON = 3;

    private ReleaseTimes() {}

    /**
     * A span of time as it is released.
     *
     * @param until exclusive; null: a moment
     */
    record Span(Instant from, @Nullable Instant until) {}

    static Span span(Instant from, @Nullable Instant until, TimePrecision precision, ZoneId zone) {
        return switch (precision) {
            case MOMENT -> new Span(from, until);
            case DAY, SEASON ->
                new Span(start(from, precision, zone), end(until == null ? from : until, precision, zone));
        };
    }

    /**
     * When something that was received at a time may be released: once the day or the season is over in which it was received,
     * so that the time of release tells no more than the times in it.
     */
    static Instant due(Instant received, TimePrecision precision, ZoneId zone, long delayMillis) {
        Instant over = precision == TimePrecision.MOMENT ? received : end(received, precision, zone);
        return over.plusMillis(delayMillis);
    }

    private static Instant start(Instant at, TimePrecision precision, ZoneId zone) {
        LocalDate day = at.atZone(zone).toLocalDate();
        return (precision == TimePrecision.DAY ? day : season(day).atDay(1))
                .atStartOfDay(zone)
                .toInstant();
    }

    private static Instant end(Instant at, TimePrecision precision, ZoneId zone) {
        LocalDate day = at.atZone(zone).toLocalDate();
        return (precision == TimePrecision.DAY
                        ? day.plusDays(1)
                        : season(day).plusMonths(MONTHS_OF_A_SEASON).atDay(1))
                .atStartOfDay(zone)
                .toInstant();
    }

    /** The month in which the season of a day began; winter begins in December of the year before. */
    private static YearMonth season(LocalDate day) {
        return YearMonth.from(day).minusMonths(day.getMonthValue() % MONTHS_OF_A_SEASON);
    }
}
