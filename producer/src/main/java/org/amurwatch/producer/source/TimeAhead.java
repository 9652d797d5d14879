package org.amurwatch.producer.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;
import org.amurwatch.failure.CommandFailure;

/** Spans of time in options: P1Y, P90D, PT12H. */
final class TimeAhead {

    private TimeAhead() {}

    /**
     * The time so long after another; years and months by the calendar, in UTC.
     *
     * @param option whose value it is, for the sentence
     * @param most the longest that may be
     * @throws CommandFailure if that is no span of time, or one that is below zero or too long
     */
    static Instant after(Instant start, String span, String option, Period most) {
        Instant end;
        try {
            end = start.atZone(ZoneOffset.UTC).plus(parse(span)).toInstant();
        } catch (DateTimeException | ArithmeticException e) {
            throw CommandFailure.usage(
                    option + " '" + span
                            + "' is no span of time: expected one in ISO 8601, such as P1Y (a year), P90D (days) or PT12H (hours).");
        }
        if (end.isBefore(start)
                || end.isAfter(start.atZone(ZoneOffset.UTC).plus(most).toInstant())) {
            throw CommandFailure.usage(
                    option + " '" + span + "' is out of range: expected nothing below zero and at most " + most + ".");
        }
        return end;
    }

    private static TemporalAmount parse(String span) {
        try {
            return Period.parse(span);
        } catch (DateTimeParseException e) {
            return Duration.parse(span);
        }
    }
}
