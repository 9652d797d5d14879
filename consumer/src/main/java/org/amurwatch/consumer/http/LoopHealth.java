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
 * @param canary whether alerts get through; null where none is awaited
 */
public record LoopHealth(
        boolean alive,
        boolean joined,
        int partitions,
        @Nullable Duration lastPollAge,
        @Nullable String failure,
        @Nullable String waitingFor,
        @Nullable CanaryHealth canary) {

    /** Longer than any turn of the loop with brokers that answer slowly. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(40);

    /** Without a canary. */
    public LoopHealth(
            boolean alive,
            boolean joined,
            int partitions,
            @Nullable Duration lastPollAge,
            @Nullable String failure,
            @Nullable String waitingFor) {
        this(alive, joined, partitions, lastPollAge, failure, waitingFor, null);
    }

    /** The same, with how the canary stands. */
    public LoopHealth with(@Nullable CanaryHealth canaryNow) {
        return new LoopHealth(alive, joined, partitions, lastPollAge, failure, waitingFor, canaryNow);
    }

    /** Whether it does its own work. */
    public boolean reads() {
        return alive && joined && lastPollAge != null && lastPollAge.compareTo(LONGEST_SILENCE) < 0;
    }

    /** Whether it reads, and alerts come to it. */
    public boolean ready() {
        return reads() && (canary == null || canary.well());
    }
}
