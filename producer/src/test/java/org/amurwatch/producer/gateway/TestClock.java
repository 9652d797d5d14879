package org.amurwatch.producer.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A machine's clock that tests set, and time that passes when they say so. */
final class TestClock extends Clock {

    private volatile Instant wall;
    private volatile long nanos;

    TestClock(Instant wall) {
        this.wall = wall;
    }

    /** Somebody sets the clock; no time passes. */
    void set(Instant to) {
        wall = to;
    }

    void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    long nanoTime() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return wall;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
