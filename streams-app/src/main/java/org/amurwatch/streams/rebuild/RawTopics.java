package org.amurwatch.streams.rebuild;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.amurwatch.topic.Connection;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Topics byte for byte: keys of changelogs are not always text. */
final class RawTopics {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Connection connection;

    RawTopics(Connection connection) {
        this.connection = connection;
    }

    private record Key(int partition, ByteBuffer bytes) {}

    /** Makes the last record of each key of a compacted topic that of another topic with as many partitions. */
    long makeEqual(String target, String source) {
        Map<Key, ConsumerRecord<byte[], byte[]>> wanted = last(source);
        Map<Key, ConsumerRecord<byte[], byte[]>> found = last(target);
        try (Sender sender = new Sender()) {
            wanted.forEach((key, record) -> {
                ConsumerRecord<byte[], byte[]> old = found.remove(key);
                if (old == null || !Arrays.equals(old.value(), record.value())) {
                    sender.send(new ProducerRecord<>(
                            target,
                            record.partition(),
                            record.timestamp(),
                            record.key(),
                            record.value(),
                            record.headers()));
                }
            });
            found.values()
                    .forEach(record -> sender.send(new ProducerRecord<byte[], byte[]>(
                            target, record.partition(), record.timestamp(), record.key(), tombstone())));
            return sender.finish();
        }
    }

    /** Copies what stands from some offsets on to a topic with as many partitions. */
    void copy(String target, String source, Map<TopicPartition, Long> from) {
        try (Sender sender = new Sender()) {
            read(source, record -> {
                if (record.offset() >= from.getOrDefault(new TopicPartition(source, record.partition()), 0L)) {
                    sender.send(new ProducerRecord<>(
                            target,
                            record.partition(),
                            record.timestamp(),
                            record.key(),
                            record.value(),
                            record.headers()));
                }
            });
            sender.finish();
        }
    }

    @SuppressWarnings("NullAway") // A null value is a tombstone; Kafka's types can't say so.
    private static byte[] tombstone() {
        return null;
    }

    /** The last record of each key, without those that were deleted. */
    private Map<Key, ConsumerRecord<byte[], byte[]>> last(String topic) {
        Map<Key, ConsumerRecord<byte[], byte[]>> last = new LinkedHashMap<>();
        read(topic, record -> {
            Key key = new Key(record.partition(), ByteBuffer.wrap(record.key()));
            if (record.value() == null) {
                last.remove(key);
            } else {
                last.put(key, record);
            }
        });
        return last;
    }

    /** Reads the committed records of a topic, from its beginning to where it ends now. */
    void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        Map<String, Object> settings = connection.clientSettings();
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(handler);
            }
        }
    }

    /** Opens a way to write; to be finished and closed by the caller. */
    Sender sender() {
        return new Sender();
    }

    /** Writes, and says once the brokers have all of it. */
    final class Sender implements AutoCloseable {

        private final Producer<byte[], byte[]> producer;
        private volatile @Nullable Exception failure;
        private long sent;

        private Sender() {
            Map<String, Object> settings = connection.clientSettings();
            settings.put("acks", "all");
            settings.put("enable.idempotence", true);
            settings.put("linger.ms", 5);
            this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }

        void send(ProducerRecord<byte[], byte[]> record) {
            sent++;
            Future<RecordMetadata> unused = producer.send(record, (acknowledged, exception) -> {
                if (exception != null) {
                    failure = exception;
                }
            });
        }

        /** Waits for all answers; answers how many records were written. */
        long finish() {
            producer.flush();
            Exception failed = failure;
            if (failed != null) {
                throw new KafkaException("The brokers did not take a record.", failed);
            }
            return sent;
        }

        @Override
        public void close() {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
