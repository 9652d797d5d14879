package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of a running system: the moment before which all input is known to be processed ({@link #caughtUp}). While it catches
 * up, that stands still, and what is due waits, so that nothing fires that the waiting input would have disproved. Only what has
 * been due for longer than {@link #LONGEST_WAIT} by the records fires before: in a rebuild over years incidents must end.
 */
public final class CaughtUpClock implements DecisionClock {

    /**
     * Longer than any outage that is to be slept through without a false alarm, and than partitions drift apart while one is
     * worked off.
     */
    public static final Duration LONGEST_WAIT = Duration.ofHours(12);

    private final AtomicLong nowMillis = new AtomicLong();
    private final AtomicLong latestMillis = new AtomicLong();

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(nowMillis.get());
    }

    @Override
    public Instant latest() {
        return Instant.ofEpochMilli(latestMillis.get());
    }

    @Override
    public void seen(Instant recordTimestamp) {
        advance(latestMillis, recordTimestamp);
        advance(nowMillis, recordTimestamp.minus(LONGEST_WAIT));
    }

    /** All input that was received before a moment has been processed. */
    public void caughtUp(Instant moment) {
        advance(latestMillis, moment);
        advance(nowMillis, moment);
    }

    private static void advance(AtomicLong clock, Instant time) {
        clock.accumulateAndGet(time.toEpochMilli(), Math::max);
    }
}
