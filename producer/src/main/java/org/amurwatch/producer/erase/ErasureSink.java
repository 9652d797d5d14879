package org.amurwatch.producer.erase;

import org.amurwatch.topic.Topic;

/** Where an erasure writes. Each call returns once the brokers have it. */
interface ErasureSink extends AutoCloseable {

    /** @return topic, partition and offset, in words */
    String publish(Statement statement);

    void tombstone(Topic<?> topic, String key);

    @Override
    void close();
}
