package org.amurwatch.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads a topic from its beginning to where it ends at the time of the call, committed records alone. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Records of the first step backwards, and how much longer each next one is. */
    private static final long FIRST_STEP = 10_000;

    private static final long STEPS_GROW = 4;

    private final Connection connection;

    public TopicReader(Connection connection) {
        this.connection = connection;
    }

    /** What to do with each record that was read. */
    @FunctionalInterface
    public interface RecordHandler<V> {
        void accept(ConsumerRecord<String, byte[]> raw, V value);
    }

    /** What to do with each record as it stands in the topic. */
    @FunctionalInterface
    public interface RawHandler {
        void accept(ConsumerRecord<String, byte[]> raw);
    }

    /**
     * Reads values by the topic's schema. A tombstone (null value) is passed on as null.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if a value can't be read
     */
    public <V extends SpecificRecord> void read(Topic<V> topic, RecordHandler<V> handler) {
        read(topic, Map.of(), handler);
    }

    /**
     * As {@link #read(Topic, RecordHandler)}, but from an offset of each partition; from the beginning of those without one.
     *
     * @param from where to begin, as a group commits it: the offset of the first record that is wanted
     */
    public <V extends SpecificRecord> void read(
            Topic<V> topic, Map<TopicPartition, Long> from, RecordHandler<V> handler) {
        try (Deserializer<V> deserializer = connection.serdes().deserializer(topic)) {
            readRaw(
                    topic.name(),
                    (consumer, ends) -> seek(consumer, ends, from),
                    raw -> handler.accept(raw, deserializer.deserialize(topic.name(), raw.value())),
                    count -> {});
        }
    }

    /** The last value of each key, by key; keys whose last record is a tombstone are absent. */
    public <V extends SpecificRecord> List<V> current(Topic<V> topic) {
        Map<String, V> current = new TreeMap<>();
        read(topic, (raw, value) -> {
            if (raw.value() == null) {
                current.remove(raw.key());
            } else {
                current.put(raw.key(), value);
            }
        });
        return List.copyOf(current.values());
    }

    /** Reads raw values. {@code progress} gets the number of records read so far, now and then. */
    public void readRaw(String topic, RawHandler handler, LongConsumer progress) {
        readRaw(topic, Instant.EPOCH, handler, progress);
    }

    /**
     * As {@link #readRaw(String, RawHandler, LongConsumer)}, but from the first record of each partition that has that timestamp
     * or a later one.
     */
    public void readRaw(String topic, Instant since, RawHandler handler, LongConsumer progress) {
        readRaw(
                topic,
                (consumer, ends) -> {
                    if (since.isAfter(Instant.EPOCH)) {
                        seek(consumer, ends, since);
                    }
                },
                handler,
                progress);
    }

    /** Moves a consumer that stands at the beginning of each partition to where reading is to begin. */
    @FunctionalInterface
    private interface Start {
        void seek(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends);
    }

    private void readRaw(String topic, Start start, RawHandler handler, LongConsumer progress) {
        try (Consumer<String, byte[]> consumer = connection.rawConsumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            start.seek(consumer, ends);
            long count = 0;
            while (!reached(consumer, ends)) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<String, byte[]> raw : records) {
                    TopicPartition partition = new TopicPartition(raw.topic(), raw.partition());
                    if (raw.offset() < ends.getOrDefault(partition, 0L)) {
                        handler.accept(raw);
                        count++;
                    }
                }
                progress.accept(count);
            }
        }
    }

    private static void seek(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends, Instant since) {
        Map<TopicPartition, Long> asked = new HashMap<>();
        ends.keySet().forEach(partition -> asked.put(partition, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(asked);
        ends.forEach((partition, end) -> {
            // Null: all of its records are older.
            OffsetAndTimestamp first = found.get(partition);
            consumer.seek(partition, first == null ? end : first.offset());
        });
    }

    private static void seek(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> from) {
        ends.forEach((partition, end) -> {
            // Before the beginning, where records were deleted, a consumer can't stand; nor behind the end.
            long begin = consumer.position(partition);
            consumer.seek(partition, Math.max(begin, Math.min(end, from.getOrDefault(partition, begin))));
        });
    }

    /**
     * The last value of a key; empty if there is none, or a tombstone. Reads the partition of the key alone, from its end
     * backwards in growing steps, so that a recent record of a large topic is found at once.
     */
    public <V extends SpecificRecord> Optional<V> last(Topic<V> topic, String key) {
        try (Consumer<String, byte[]> consumer = connection.rawConsumer();
                Deserializer<V> deserializer = connection.serdes().deserializer(topic)) {
            TopicPartition partition = KeyPartition.of(
                    topic.name(), key, consumer.partitionsFor(topic.name()).size());
            List<TopicPartition> assigned = List.of(partition);
            consumer.assign(assigned);
            long begin = consumer.beginningOffsets(assigned).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(assigned).getOrDefault(partition, 0L);
            for (long step = FIRST_STEP; end > begin; step *= STEPS_GROW) {
                long from = Math.max(begin, end - step);
                ConsumerRecord<String, byte[]> found = last(consumer, partition, key, from, end);
                if (found != null) {
                    return Optional.ofNullable(found.value())
                            .map(value -> deserializer.deserialize(topic.name(), value));
                }
                end = from;
            }
            return Optional.empty();
        }
    }

    private static @Nullable ConsumerRecord<String, byte[]> last(
            Consumer<String, byte[]> consumer, TopicPartition partition, String key, long from, long end) {
        ConsumerRecord<String, byte[]> last = null;
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, byte[]> raw : consumer.poll(POLL)) {
                if (raw.offset() < end && key.equals(raw.key())) {
                    last = raw;
                }
            }
        }
        return last;
    }

    private static boolean reached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
