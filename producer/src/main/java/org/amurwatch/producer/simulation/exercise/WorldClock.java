package org.amurwatch.producer.simulation.exercise;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The simulated world's time: stands until the next thing is received. */
final class WorldClock extends Clock {

    private volatile Instant now;

    WorldClock(Instant begin) {
        this.now = begin;
    }

    void moveTo(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
