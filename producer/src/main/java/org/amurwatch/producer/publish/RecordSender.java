package org.amurwatch.producer.publish;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.KeyPartition;
import org.amurwatch.topic.ReceiptHash;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Sends records of any topic of the catalogue with one producer: Avro by the registry, acknowledged by all in-sync brokers,
 * without repeats, stamped with the time of our clock (received at), those that are kept for good with their hash
 * ({@link ReceiptHash}). What is under way at once is bounded. Each record
 * stands for itself: that one failed is told to its own {@link Answer} and changes nothing for those after it. For several
 * threads.
 */
public final class RecordSender implements AutoCloseable {

    /** Bytes under way at most; below the producer's own buffer of 32 MiB, whose limit is a failure and not a wait. */
    private static final int BYTES_UNDER_WAY = 16 << 20;

    /** What a record takes beside its key and value, roughly. */
    private static final int OVERHEAD = 150;

    private final Producer<String, byte[]> producer;
    private final RegistrySerdes serdes;
    private final PublishFailures failures;
    private final Clock clock;
    private final Map<String, Serializer<? extends SpecificRecord>> serializers = new ConcurrentHashMap<>();
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();
    private final Semaphore bytesUnderWay = new Semaphore(BYTES_UNDER_WAY);

    /** @param unlessSet settings of the producer by their Kafka names; those of the user win over them */
    public RecordSender(Connection connection, Clock clock, Map<String, Object> unlessSet) {
        this(
                connection.rawProducer(unlessSet),
                connection.serdes(),
                new PublishFailures(connection.bootstrapServers(), connection.registryUrl()),
                clock);
    }

    RecordSender(Producer<String, byte[]> producer, RegistrySerdes serdes, PublishFailures failures, Clock clock) {
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

    /**
     * Learns what the first record of a topic would else wait for: its partitions and the id of its schema.
     *
     * @throws CommandFailure if brokers or registry don't say
     */
    public void prepare(Topic<?> topic) {
        partition(topic, "");
        try {
            serdes.lookUp(topic);
        } catch (IOException | RuntimeException e) {
            throw failures.unserialised(topic.name(), e);
        }
    }

    /**
     * The partition that a key belongs to: Kafka's own rule for keyed records.
     *
     * @throws CommandFailure if the brokers don't say how many there are
     */
    public TopicPartition partition(Topic<?> topic, String key) {
        try {
            int count = partitions.computeIfAbsent(
                    topic.name(), name -> producer.partitionsFor(name).size());
            return KeyPartition.of(topic.name(), key, count);
        } catch (RuntimeException e) {
            throw failures.sentence(topic.name(), e);
        }
    }

    /**
     * Hands a record to the producer and returns, or waits while too much is under way.
     *
     * @throws CommandFailure if it can't even be handed over; its answer is told nothing then
     */
    public <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, Answer answer) {
        byte[] bytes = serialise(topic, value);
        bytesUnderWay.acquireUninterruptibly(size(key, bytes));
        sendAdmitted(topic, key, bytes, answer);
    }

    /**
     * As {@link #send}, but never waits for room.
     *
     * @return whether there was room; if not, nothing was sent
     */
    public <V extends SpecificRecord> boolean trySend(Topic<V> topic, String key, V value, Answer answer) {
        byte[] bytes = serialise(topic, value);
        if (!bytesUnderWay.tryAcquire(size(key, bytes))) {
            return false;
        }
        sendAdmitted(topic, key, bytes, answer);
        return true;
    }

    /** Waits until each record sent so far is acknowledged or has failed. */
    public void flush() {
        try {
            producer.flush();
        } catch (RuntimeException e) {
            throw failures.sentence("the topics", e);
        }
    }

    /** Gives up what is not acknowledged within a few seconds; call {@link #flush} before to have it all. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        serializers.values().forEach(Serializer::close);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told how it ends.
    private void sendAdmitted(Topic<?> topic, String key, byte[] bytes, Answer answer) {
        long receivedAt = clock.millis();
        int size = size(key, bytes);
        try {
            ProducerRecord<String, byte[]> sending =
                    new ProducerRecord<>(topic.name(), partition(topic, key).partition(), receivedAt, key, bytes);
            ReceiptHash.addTo(sending, topic);
            producer.send(sending, (sent, problem) -> {
                bytesUnderWay.release(size);
                if (problem == null) {
                    answer.acknowledged(
                            new AcknowledgedRecord(topic.name(), sent.partition(), sent.offset(), receivedAt));
                } else {
                    answer.failed(failures.sentence(topic.name(), problem));
                }
            });
        } catch (RuntimeException e) {
            bytesUnderWay.release(size);
            throw failures.sentence(topic.name(), e);
        }
    }

    private static int size(String key, byte[] bytes) {
        return Math.min(bytes.length + key.length() + OVERHEAD, BYTES_UNDER_WAY);
    }

    @SuppressWarnings("unchecked") // Filled below, by the topic that types both.
    private <V extends SpecificRecord> byte[] serialise(Topic<V> topic, V value) {
        try {
            Serializer<V> serializer =
                    (Serializer<V>) serializers.computeIfAbsent(topic.name(), name -> serdes.serializer(topic));
            return serializer.serialize(topic.name(), value);
        } catch (RuntimeException e) {
            throw failures.unserialised(topic.name(), e);
        }
    }
}
