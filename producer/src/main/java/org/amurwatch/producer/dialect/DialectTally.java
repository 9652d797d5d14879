package org.amurwatch.producer.dialect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts, per way in, what came and is not understood: the sign that a mapping file lacks a line. For several threads. */
public final class DialectTally {

    private final Counter unknownTypes;
    private final Counter ignoredTypes;
    private final Counter unknownTrackers;

    /** @param way which way in, such as {@code earthranger} */
    public DialectTally(MeterRegistry meters, String way) {
        this.unknownTypes = Counter.builder("amurwatch_ingest_unknown_types")
                .description("Reports whose type no mapping knows: taken as OTHER")
                .tag("way", way)
                .register(meters);
        this.ignoredTypes = Counter.builder("amurwatch_ingest_ignored_types")
                .description("Reports whose type the mapping leaves out")
                .tag("way", way)
                .register(meters);
        this.unknownTrackers = Counter.builder("amurwatch_ingest_unknown_trackers")
                .description("Positions of devices of which nobody said whom they are with: left out")
                .tag("way", way)
                .register(meters);
    }

    void unknownType() {
        unknownTypes.increment();
    }

    void ignoredType() {
        ignoredTypes.increment();
    }

    void unknownTracker() {
        unknownTrackers.increment();
    }
}
