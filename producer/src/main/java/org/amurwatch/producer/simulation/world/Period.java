package org.amurwatch.producer.simulation.world;

import java.time.LocalDate;
import java.time.ZoneId;

/** The days that are simulated, in the place's own time. */
public record Period(LocalDate from, int days, ZoneId zone) {

    /** Start of a local day, counted from 0, in epoch seconds. */
    public long start(int day) {
        return from.plusDays(day).atStartOfDay(zone).toEpochSecond();
    }

    public long begin() {
        return start(0);
    }

    public long end() {
        return start(days);
    }

    public boolean contains(long at) {
        return at >= begin() && at < end();
    }
}
