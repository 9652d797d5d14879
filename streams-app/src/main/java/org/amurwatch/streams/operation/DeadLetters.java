package org.amurwatch.streams.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.serde.DeadLetterHeader;
import org.amurwatch.topic.Connection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The dead letters of an application, in the order in which they came. */
final class DeadLetters {

    private static final Duration POLL = Duration.ofMillis(200);

    private DeadLetters() {}

    /** Reads those that stand in the topic at the time of the call. Keys stay bytes: theirs may be no text. */
    static List<DeadLetter> read(Connection connection, String topic) {
        Map<String, Object> settings = connection.clientSettings();
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.putIfAbsent("default.api.timeout.ms", 15_000);
        // Dead letters have one partition, by the catalogue.
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return of(records);
    }

    /** Makes dead letters of the topic's records, and of the marks among them which were put back. */
    static List<DeadLetter> of(List<ConsumerRecord<byte[], byte[]>> records) {
        Set<Long> replayed = new HashSet<>();
        records.forEach(raw -> DeadLetterHeader.replayedOffset(raw).ifPresent(replayed::add));
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> raw : records) {
            DeadLetterHeader.contextOf(raw)
                    .ifPresent(context -> letters.add(new DeadLetter(raw, context, replayed.contains(raw.offset()))));
        }
        return letters;
    }
}
