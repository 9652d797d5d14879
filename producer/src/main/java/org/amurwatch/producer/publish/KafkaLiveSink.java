package org.amurwatch.producer.publish;

import java.time.Clock;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * Publishes to the brokers, received at the clock's time. Does not ask how full their disks are: signs of life and answers are
 * few and small, and must not be turned away.
 */
public final class KafkaLiveSink implements LiveSink {

    private final RecordPublisher publisher;

    public KafkaLiveSink(Connection connection, Clock clock) {
        this.publisher = new RecordPublisher(connection, clock);
    }

    @Override
    public <V extends SpecificRecord> AcknowledgedRecord accept(Topic<V> topic, String key, V value) {
        return publisher.sendAndWait(topic, key, value);
    }

    @Override
    public void close() {
        publisher.close();
    }
}
