package org.amurwatch.consumer.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.RegistryOutage;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.TopicReader.RecordHandler;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Records of the brokers. What was wanted and can't be read is left out, and named. */
final class KafkaRecords implements DossierTopics.Records {

    private final Connection connection;
    private final TopicReader reader;
    private final List<String> unreadable = new ArrayList<>();

    KafkaRecords(Connection connection) {
        this.connection = connection;
        this.reader = new TopicReader(connection);
    }

    @Override
    public <V extends SpecificRecord> void read(Topic<V> topic, Predicate<String> wanted, RecordHandler<V> handler) {
        try (Deserializer<V> deserializer = connection.serdes().deserializer(topic)) {
            reader.readRaw(
                    topic.name(),
                    Instant.EPOCH,
                    raw -> {
                        if (wanted.test(Objects.requireNonNullElse(raw.key(), ""))) {
                            give(raw, deserializer, handler);
                        }
                    },
                    count -> {});
        }
    }

    private <V extends SpecificRecord> void give(
            ConsumerRecord<String, byte[]> raw, Deserializer<V> deserializer, RecordHandler<V> handler) {
        V value;
        try {
            value = deserializer.deserialize(raw.topic(), raw.value());
        } catch (RuntimeException e) { // Not only Kafka's: bytes that end too early fail with Java's own.
            if (RegistryOutage.isBehind(e)) {
                throw e;
            }
            unreadable.add(raw.topic() + ", partition " + raw.partition() + ", offset " + raw.offset());
            return;
        }
        handler.accept(raw, value);
    }

    /** Where those stand that were wanted and can't be read. */
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }
}
