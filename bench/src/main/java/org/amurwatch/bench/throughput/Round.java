package org.amurwatch.bench.throughput;

import java.util.List;

/**
 * What was measured of a case in one round.
 *
 * @param perSecond events a second
 * @param cpuMicros microseconds of a core for an event
 * @param published records
 */
record Round(double perSecond, double cpuMicros, long published) {

    /** Streams that ran side by side: the rates of all add up. */
    static Round of(List<Round> streams) {
        return new Round(
                streams.stream().mapToDouble(Round::perSecond).sum(),
                streams.stream().mapToDouble(Round::cpuMicros).average().orElseThrow(),
                streams.stream().mapToLong(Round::published).sum());
    }
}
