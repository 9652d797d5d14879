package org.amurwatch.bench.latency;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long events took to one stage, each counted once. For several threads. */
public final class Delays {

    private final Set<String> seen = new HashSet<>();
    private final List<Long> millis = new ArrayList<>();
    private long countedFrom = Long.MAX_VALUE;

    /** Counts events that are received from then on; those before were counted, or warmed up. */
    public synchronized void begin(long receivedFromMillis) {
        millis.clear();
        countedFrom = receivedFromMillis;
    }

    /**
     * An event has come so far.
     *
     * @param id what tells it from others; the same again changes nothing
     */
    public synchronized void add(String id, long receivedAtMillis, long hereAtMillis) {
        if (seen.add(id) && receivedAtMillis >= countedFrom) {
            millis.add(hereAtMillis - receivedAtMillis);
        }
    }

    /** How many were ever seen, counted or not. */
    public synchronized int seen() {
        return seen.size();
    }

    public synchronized int counted() {
        return millis.size();
    }

    /** The delay that a share of the counted ones did not exceed (nearest rank), in milliseconds; null if there is none. */
    public synchronized @Nullable Long percentile(double share) {
        if (millis.isEmpty()) {
            return null;
        }
        List<Long> sorted = millis.stream().sorted().toList();
        return sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }
}
