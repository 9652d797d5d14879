package org.amurwatch.consumer.read;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Spans of time as tables and JSON say them. */
public final class Minutes {

    private static final double SECONDS = 60;
    private static final double TENTHS = 10;

    private Minutes() {}

    /** Minutes from one time to another, to a tenth; null if the second has not come. */
    public static @Nullable Double between(Instant from, @Nullable Instant to) {
        return to == null
                ? null
                : Math.round(Duration.between(from, to).toMillis() / 1_000.0 / SECONDS * TENTHS) / TENTHS;
    }
}
