package org.amurwatch.producer.publish;

import java.util.Map;

/**
 * How far the readers of an import's records have come.
 *
 * @param committed the next offset that is read, of the field topics and of what intake passes on to the sectors; absent:
 *     nothing was read yet
 * @param sectorEnds where that which intake passes on ends (the next offset)
 * @param <P> what names a partition
 */
record ReaderProgress<P>(Map<P, Long> committed, Map<P, Long> sectorEnds) {

    /** Whether all that stood before these ends is read. */
    boolean hasPassed(Map<P, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** How many records wait in that partition of the sectors where it is most. */
    long mostWaitingForSectors() {
        return sectorEnds.entrySet().stream()
                .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
                .max()
                .orElse(0);
    }
}
