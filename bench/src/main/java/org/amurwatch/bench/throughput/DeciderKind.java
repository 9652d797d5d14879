package org.amurwatch.bench.throughput;

import java.time.Instant;
import org.amurwatch.producer.simulation.FieldMap;

/** What can be measured. */
enum DeciderKind {
    ENGINE("engine") {
        @Override
        Decider make(FieldMap map, String rules, Instant begin) {
            return new EngineAlone(map, rules);
        }
    },
    TOPOLOGY("topology") {
        @Override
        Decider make(FieldMap map, String rules, Instant begin) {
            return new WholeTopology(map, rules, begin);
        }
    };

    private final String word;

    DeciderKind(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /**
     * A new one, which knows nothing of the past.
     *
     * @param begin the time by its clock
     */
    abstract Decider make(FieldMap map, String rules, Instant begin);
}
