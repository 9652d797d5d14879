package org.amurwatch.producer.publish;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.KeyPartition;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Sends records of any topic of the catalogue with one producer: Avro by the registry, acknowledged by all in-sync
 * brokers, without repeats, stamped with the time of our clock (received at). What is under way at once is bounded, so that
 * a slow broker slows the caller and fills no memory. The first failure is thrown, as a sentence, by every later call.
 */
public final class RecordPublisher implements AutoCloseable {

    /** Bytes under way at most; below the producer's own buffer of 32 MiB, whose limit is a failure and not a wait. */
    private static final int BYTES_UNDER_WAY = 16 << 20;

    private final Producer<String, byte[]> producer;
    private final RegistrySerdes serdes;
    private final PublishFailures failures;
    private final Clock clock;
    private final Map<String, Serializer<? extends SpecificRecord>> serializers = new ConcurrentHashMap<>();
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();
    private final Semaphore bytesUnderWay = new Semaphore(BYTES_UNDER_WAY);
    private final AtomicReference<CommandFailure> failure = new AtomicReference<>();

    public RecordPublisher(Connection connection, Clock clock) {
        this(
                connection.rawProducer(),
                connection.serdes(),
                new PublishFailures(connection.bootstrapServers(), connection.registryUrl()),
                clock);
    }

    RecordPublisher(Producer<String, byte[]> producer, RegistrySerdes serdes, PublishFailures failures, Clock clock) {
        this.producer = producer;
        this.serdes = serdes;
        this.failures = failures;
        this.clock = clock;
    }

    /** Told once about each record: where it is now, or that it is nowhere. Called on the producer's thread. */
    public interface Answer {
        void acknowledged(AcknowledgedRecord record);

        default void failed(CommandFailure failure) {}
    }

    /** The partition that a key belongs to: Kafka's own rule for keyed records. */
    public TopicPartition partition(Topic<?> topic, String key) {
        throwFailure();
        int count;
        try {
            count = partitions.computeIfAbsent(
                    topic.name(), name -> producer.partitionsFor(name).size());
        } catch (RuntimeException e) {
            throw fail(failures.sentence(topic.name(), e));
        }
        return KeyPartition.of(topic.name(), key, count);
    }

    /** Hands a record to the producer and returns, or waits while too much is under way. */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told how it ends.
    public <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, Answer answer) {
        TopicPartition partition = partition(topic, key);
        byte[] bytes = serialise(topic, value);
        int size = Math.min(bytes.length + key.length() + 100, BYTES_UNDER_WAY);
        bytesUnderWay.acquireUninterruptibly(size);
        long receivedAt = clock.millis();
        try {
            throwFailure();
            producer.send(
                    new ProducerRecord<>(topic.name(), partition.partition(), receivedAt, key, bytes),
                    (sent, problem) -> {
                        bytesUnderWay.release(size);
                        if (problem == null) {
                            answer.acknowledged(
                                    new AcknowledgedRecord(topic.name(), sent.partition(), sent.offset(), receivedAt));
                        } else {
                            answer.failed(fail(failures.sentence(topic.name(), problem)));
                        }
                    });
        } catch (CommandFailure e) {
            bytesUnderWay.release(size);
            throw e;
        } catch (RuntimeException e) {
            bytesUnderWay.release(size);
            throw fail(failures.sentence(topic.name(), e));
        }
    }

    /** Waits until the brokers have acknowledged everything sent so far. */
    public void flush() {
        try {
            producer.flush();
        } catch (RuntimeException e) {
            throw fail(failures.sentence("the topics", e));
        }
        throwFailure();
    }

    /** Throws the first failure, if there was one. */
    public void throwFailure() {
        CommandFailure first = failure.get();
        if (first != null) {
            throw new CommandFailure(first.exitCode(), String.valueOf(first.getMessage()), first);
        }
    }

    /** As {@link #send}, but returns once the brokers have acknowledged the record. */
    public <V extends SpecificRecord> AcknowledgedRecord sendAndWait(Topic<V> topic, String key, V value) {
        AtomicReference<AcknowledgedRecord> acknowledged = new AtomicReference<>();
        send(topic, key, value, acknowledged::set);
        flush();
        return Objects.requireNonNull(acknowledged.get(), "A flushed record is acknowledged or failed.");
    }

    /** Gives up what is not acknowledged within a few seconds; call {@link #flush} before to have it all. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        serializers.values().forEach(Serializer::close);
    }

    /** Makes a failure the one that every later call throws, unless there was one before. */
    CommandFailure fail(CommandFailure problem) {
        failure.compareAndSet(null, problem);
        return problem;
    }

    @SuppressWarnings("unchecked") // Filled below, by the topic that types both.
    private <V extends SpecificRecord> byte[] serialise(Topic<V> topic, V value) {
        try {
            Serializer<V> serializer =
                    (Serializer<V>) serializers.computeIfAbsent(topic.name(), name -> serdes.serializer(topic));
            return serializer.serialize(topic.name(), value);
        } catch (RuntimeException e) {
            throw fail(failures.unserialised(topic.name(), e));
        }
    }
}
