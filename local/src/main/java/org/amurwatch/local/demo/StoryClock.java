package org.amurwatch.local.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The story's time: stands until the player moves it on. */
public final class StoryClock extends Clock {

    private volatile Instant now;

    public StoryClock(Instant begin) {
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
