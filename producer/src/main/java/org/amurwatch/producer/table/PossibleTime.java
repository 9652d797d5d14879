package org.amurwatch.producer.table;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells times that can't be right (architecture.md, Time). Such rows of a file are kept and listed, enter no day's count
 * and page nobody.
 */
public final class PossibleTime {

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** A camera that lost its battery begins at 2000-01-01 00:00 of some zone; 1970 is before the earliest anyway. */
    private static final Instant RESET_FROM = Instant.parse("1999-12-31T10:00:00Z");

    private static final Instant RESET_TO = Instant.parse("2000-01-03T00:00:00Z");

    private PossibleTime() {}

    /**
     * Why this can't be when something was observed; null if it can.
     *
     * @param now the time of the import
     * @return words that follow the time
     */
    public static @Nullable String impossible(Instant time, Instant now) {
        if (time.isAfter(now.plus(AHEAD))) {
            return "is in the future";
        }
        if (time.isBefore(EARLIEST)) {
            return "is before 1990";
        }
        if (!time.isBefore(RESET_FROM) && time.isBefore(RESET_TO)) {
            return "is where a camera's clock begins when it was reset";
        }
        return null;
    }
}
