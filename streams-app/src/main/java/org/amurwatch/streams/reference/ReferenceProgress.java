package org.amurwatch.streams.reference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amurwatch.avro.ReferencePosition;

/** How far this instance has applied the reference topics, and which of their records it could not use. Thread-safe. */
public final class ReferenceProgress {

    private final Map<String, ReferencePosition> positions = new TreeMap<>();
    private final Map<String, String> unusable = new TreeMap<>();
    private final Set<String> topics = new TreeSet<>();
    private long skipped;

    /** Says that the application works with a topic. */
    synchronized void holds(String topic) {
        topics.add(topic);
    }

    /** The topics that the application works with. */
    public synchronized List<String> topics() {
        return List.copyOf(topics);
    }

    /** Says that a record was dealt with: it stands in the store, or is skipped. */
    synchronized void applied(String topic, int partition, long offset) {
        positions.put(topic + "-" + partition, new ReferencePosition(topic, partition, offset));
    }

    /** Says that a record could not be used; what was known under its key before stays. */
    synchronized void skipped(String topic, String key, String explanation) {
        skipped++;
        unusable.put(topic + " " + key, explanation);
    }

    /** Says that the last record of a key could be used. */
    synchronized void usable(String topic, String key) {
        unusable.remove(topic + " " + key);
    }

    /** The last offset that was dealt with, by topic and partition. */
    public synchronized List<ReferencePosition> positions() {
        return List.copyOf(positions.values());
    }

    /** How many records were skipped since the process started. */
    public synchronized long skippedCount() {
        return skipped;
    }

    /** Why the last record of a key could not be used, in sentences; empty when all is well. */
    public synchronized List<String> unusable() {
        return List.copyOf(unusable.values());
    }
}
