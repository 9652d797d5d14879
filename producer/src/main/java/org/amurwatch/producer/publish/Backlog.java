package org.amurwatch.producer.publish;

import java.util.HashMap;
import java.util.Map;

/**
 * How many records of each partition are not processed yet: those that stand in it or are on their way to it, less what the
 * reader has committed. Safe for use by several threads.
 *
 * @param <P> what names a partition
 */
final class Backlog<P> {

    private final Map<P, Long> ends;
    private final Map<P, Long> committed;
    private final Map<P, Integer> underWay = new HashMap<>();

    /**
     * @param ends where each partition ends now (the next offset)
     * @param committed what the reader has committed (the next offset it will read); absent: nothing yet
     */
    Backlog(Map<P, Long> ends, Map<P, Long> committed) {
        this.ends = new HashMap<>(ends);
        this.committed = new HashMap<>(committed);
    }

    /** Where each partition ends, as far as is known here. */
    synchronized Map<P, Long> ends() {
        return Map.copyOf(ends);
    }

    synchronized long unprocessed(P partition) {
        return Math.max(0, ends.getOrDefault(partition, 0L) - committed.getOrDefault(partition, 0L))
                + underWay.getOrDefault(partition, 0);
    }

    /** A record is on its way. */
    synchronized void sent(P partition) {
        underWay.merge(partition, 1, Integer::sum);
    }

    /** A record arrived, at this offset. */
    synchronized void arrived(P partition, long offset) {
        underWay.merge(partition, -1, Integer::sum);
        ends.merge(partition, offset + 1, Math::max);
    }

    /** A record on its way will never arrive. */
    synchronized void lost(P partition) {
        underWay.merge(partition, -1, Integer::sum);
    }

    /** The reader has committed this much. Says whether that is more than before. */
    synchronized boolean processed(Map<P, Long> offsets) {
        boolean more = false;
        for (Map.Entry<P, Long> offset : offsets.entrySet()) {
            Long before = committed.put(offset.getKey(), offset.getValue());
            more |= offset.getValue() > (before == null ? 0L : before);
        }
        return more;
    }
}
