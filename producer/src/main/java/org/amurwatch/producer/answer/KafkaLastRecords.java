package org.amurwatch.producer.answer;

import java.util.List;
import java.util.Optional;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicReader;
import org.apache.avro.specific.SpecificRecord;

/** Looks them up at the brokers. */
public final class KafkaLastRecords implements LastRecords {

    private final TopicReader topics;

    public KafkaLastRecords(Connection connection) {
        this.topics = new TopicReader(connection);
    }

    @Override
    public <V extends SpecificRecord> Optional<V> last(Topic<V> topic, String key) {
        return topics.last(topic, key);
    }

    @Override
    public <V extends SpecificRecord> List<V> all(Topic<V> topic) {
        return topics.current(topic);
    }
}
