package org.amurwatch.producer.reference;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;

/** Reference data in memory, applied at once by the instances it is given. */
public final class FakeReferenceStore implements ReferenceStore {

    private final Map<String, Map<String, SpecificRecord>> topics = new HashMap<>();
    private final Set<String> instances;

    public FakeReferenceStore(String... instances) {
        this.instances = Set.of(instances);
    }

    @Override
    @SuppressWarnings("unchecked") // Filled by load alone, which is typed.
    public <V extends SpecificRecord> Map<String, V> read(Topic<V> topic) {
        return (Map<String, V>) topics.getOrDefault(topic.name(), Map.of());
    }

    @Override
    public <V extends SpecificRecord> Set<String> load(Topic<V> topic, Map<String, V> records, Duration timeout) {
        topics.computeIfAbsent(topic.name(), name -> new TreeMap<>()).putAll(records);
        return instances;
    }
}
