package org.amurwatch.local.confidential;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every byte of every topic of a broker, the internal ones and what was never committed among them. */
final class RawTopics {

    private final String bootstrapServers;

    RawTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Reads all of it up to where it ends now.
     *
     * @param bytes told of each key, value and header: where it stands, and its bytes
     * @return records by topic
     */
    Map<String, Integer> read(BiConsumer<String, byte[]> bytes) {
        Map<String, Integer> read = new HashMap<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_uncommitted",
                "exclude.internal.topics",
                false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    read.merge(record.topic(), 1, Integer::sum);
                    tell(record, bytes);
                }
            }
        }
        return read;
    }

    private static void tell(ConsumerRecord<byte[], byte[]> record, BiConsumer<String, byte[]> bytes) {
        String where = record.topic() + "-" + record.partition() + " at " + record.offset();
        if (record.key() != null) {
            bytes.accept(where + ", key", record.key());
        }
        if (record.value() != null) {
            bytes.accept(where + ", value", record.value());
        }
        for (Header header : record.headers()) {
            bytes.accept(where + ", header", header.key().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            if (header.value() != null) {
                bytes.accept(where + ", header " + header.key(), header.value());
            }
        }
    }
}
