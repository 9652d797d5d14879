package org.amurwatch.producer.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.file.StatedTime;
import org.jspecify.annotations.Nullable;

/** The time of an observation as a person states it: ISO-8601, with an offset or a zone, so that it can mean one instant only. */
public final class ObservationTime {

    /** How far ahead of our clock a stated time may be: architecture.md, Time. */
    private static final Duration AHEAD_AT_MOST = Duration.ofMinutes(5);
    /** No camera or person reported anything digitally before; such a time is a broken clock. */
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private ObservationTime() {}

    /**
     * @param stated such as {@code 2026-01-17T16:18:44+10:00}, {@code 2026-01-17T06:18Z} or
     *     {@code 2026-01-17T16:18[Asia/Vladivostok]}; null: now
     */
    public static Instant read(@Nullable String stated, Clock clock) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        if (stated == null) {
            return now;
        }
        Instant at = parse(stated);
        if (at.isAfter(now.plus(AHEAD_AT_MOST))) {
            throw CommandFailure.usage("--at " + stated + " lies in the future: it is " + now
                    + " now, and at most 5 minutes ahead are taken. Check the date and the offset.");
        }
        if (at.isBefore(EARLIEST)) {
            throw CommandFailure.usage(
                    "--at " + stated + " lies before 1990: that is a clock that was reset. Give the true time.");
        }
        return at;
    }

    private static Instant parse(String stated) {
        try {
            return StatedTime.parse(stated);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--at " + e.getMessage());
        }
    }
}
