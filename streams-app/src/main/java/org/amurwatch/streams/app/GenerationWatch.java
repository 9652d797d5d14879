package org.amurwatch.streams.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Generation;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Follows system.generation: the current generation, and each change of it. For one thread. */
final class GenerationWatch implements AutoCloseable {

    private final Consumer<String, byte[]> consumer;
    private final Deserializer<Generation> deserializer;
    private Generation current = Generation.newBuilder().setNumber(1).build();

    /** Reads to where the topic ends now. */
    GenerationWatch(Connection connection) {
        this.consumer = connection.rawConsumer();
        this.deserializer = connection.serdes().deserializer(Topics.GENERATION);
        List<TopicPartition> partitions = List.of(new TopicPartition(Topics.GENERATION.name(), 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(Duration.ofMillis(200));
        }
    }

    /** The generation as known by now; the first where none was ever recorded. */
    Generation current() {
        return current;
    }

    /** Waits for at most {@code timeout} for a change. */
    Generation poll(Duration timeout) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(timeout)) {
            if (record.value() != null) {
                current = deserializer.deserialize(Topics.GENERATION.name(), record.value());
            }
        }
        return current;
    }

    @Override
    public void close() {
        consumer.close();
        deserializer.close();
    }
}
