package org.amurwatch.producer.publish;

import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;

/** Where single records go that somebody waits for. Each call returns once the brokers have acknowledged the record, or throws a CommandFailure. */
public interface LiveSink extends AutoCloseable {

    <V extends SpecificRecord> AcknowledgedRecord accept(Topic<V> topic, String key, V value);

    @Override
    void close();
}
