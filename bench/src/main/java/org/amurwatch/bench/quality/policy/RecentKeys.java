package org.amurwatch.bench.quality.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** When each key was last stamped; forgets those older than the span, so it stays small. Time must not go back. */
final class RecentKeys<K> {

    private final Duration span;
    private final Map<K, Instant> stamps = new LinkedHashMap<>();

    RecentKeys(Duration span) {
        this.span = span;
    }

    /** Whether the key was stamped less than the span ago. */
    boolean contains(K key, Instant now) {
        forget(now);
        return stamps.containsKey(key);
    }

    void stamp(K key, Instant now) {
        forget(now);
        stamps.remove(key);
        stamps.put(key, now);
    }

    int size() {
        return stamps.size();
    }

    private void forget(Instant now) {
        Iterator<Instant> oldest = stamps.values().iterator();
        while (oldest.hasNext()) {
            Instant stamp = oldest.next();
            if (Duration.between(stamp, now).compareTo(span) < 0) {
                return;
            }
            oldest.remove();
        }
    }
}
