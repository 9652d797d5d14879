package org.amurwatch.producer.mqtt;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.amurwatch.producer.file.StatedTime;
import org.jspecify.annotations.Nullable;

/**
 * When a message says that it happened.
 *
 * @param at the time it states, or when it came where it states none that can be read
 * @param isOwn whether it is the message's own time, and can be right: then equal messages are one message
 */
record StatedMoment(Instant at, boolean isOwn) {

    // As intake has it: what is further ahead, or older, is a wrong clock.
    private static final Duration AHEAD_AT_MOST = Duration.ofMinutes(5);
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    /** No time of a sensor in seconds is as large, and none in milliseconds is smaller: 1973-03-03 in these. */
    private static final double FIRST_MILLIS = 1e11;

    /**
     * Reads a time: ISO-8601 with an offset or a zone, or seconds or milliseconds of the epoch. Alarms fail open: what states
     * no time happened when it came, and intake deals with a wrong clock.
     */
    static StatedMoment of(@Nullable String stated, Instant receivedAt) {
        Instant at = stated == null ? null : read(stated);
        if (at == null) {
            return new StatedMoment(receivedAt, false);
        }
        return new StatedMoment(at, !at.isBefore(EARLIEST) && !at.isAfter(receivedAt.plus(AHEAD_AT_MOST)));
    }

    private static @Nullable Instant read(String stated) {
        try {
            double number = Double.parseDouble(stated);
            double millis = Math.abs(number) < FIRST_MILLIS ? number * 1_000 : number;
            return Math.abs(millis) < 1e15 ? Instant.ofEpochMilli(Math.round(millis)) : null;
        } catch (NumberFormatException e) {
            // Then it is a date.
        }
        try {
            return StatedTime.parse(stated);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
