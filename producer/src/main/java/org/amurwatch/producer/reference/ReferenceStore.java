package org.amurwatch.producer.reference;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;

/** The system's reference data, as commands see it. */
public interface ReferenceStore {

    /** The last record of each key, in the order of keys. */
    <V extends SpecificRecord> Map<String, V> read(Topic<V> topic);

    /**
     * Publishes records, then waits until every running streams-app instance works with them.
     *
     * @param records by key
     * @param timeout how long to wait for the instances
     * @return ids of the instances that work with them; empty: none runs, and they will be applied when one starts
     * @throws org.amurwatch.failure.CommandFailure if the records are published, but not applied in time (exit code 1)
     */
    <V extends SpecificRecord> Set<String> load(Topic<V> topic, Map<String, V> records, Duration timeout);
}
