package org.amurwatch.consumer.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the loop that a service lives by stands.
 *
 * @param alive false once it has ended, wanted or not
 * @param joined whether it is a member of its consumer group
 * @param partitions how many partitions it reads; 0 is right where others read them all
 * @param lastPollAge since it last asked the brokers; null before the first time
 * @param failure what it died of
 * @param waitingFor what it waits for before it can work
 */
public record LoopHealth(
        boolean alive,
        boolean joined,
        int partitions,
        @Nullable Duration lastPollAge,
        @Nullable String failure,
        @Nullable String waitingFor) {

    /** Longer than any turn of the loop with brokers that answer slowly. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(40);

    public boolean ready() {
        return alive && joined && lastPollAge != null && lastPollAge.compareTo(LONGEST_SILENCE) < 0;
    }
}
