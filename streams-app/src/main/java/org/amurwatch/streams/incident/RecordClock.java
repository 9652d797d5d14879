package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The time of the latest record, or what it was set to if that is later: for tests, replays and simulations. */
public final class RecordClock implements DecisionClock {

    private final AtomicLong nowMillis = new AtomicLong();

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(nowMillis.get());
    }

    @Override
    public Instant latest() {
        return now();
    }

    @Override
    public void seen(Instant recordTimestamp) {
        advanceTo(recordTimestamp);
    }

    /** Sets it, unless it is later already. */
    public void advanceTo(Instant time) {
        nowMillis.accumulateAndGet(time.toEpochMilli(), Math::max);
    }
}
