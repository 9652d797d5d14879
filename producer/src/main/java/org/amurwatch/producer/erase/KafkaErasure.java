package org.amurwatch.producer.erase;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.producer.publish.KafkaLiveSink;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.RegistryOutage;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;

/** The brokers, as an erasure reads and writes them. */
final class KafkaErasure implements ErasureRecords, ErasureSink {

    private final Connection connection;
    private final KafkaLiveSink events;
    private final Producer<String, byte[]> tombstones;
    private final Clock clock;

    /** @param connection as the operator */
    KafkaErasure(Connection connection, Clock clock) {
        this.connection = connection;
        this.events = new KafkaLiveSink(connection, clock);
        this.tombstones = connection.rawProducer();
        this.clock = clock;
    }

    @Override
    public <V extends SpecificRecord> long read(Topic<V> topic, Predicate<String> wanted, Handler<V> handler) {
        long[] unreadable = new long[1];
        try (Deserializer<V> deserializer = connection.serdes().deserializer(topic)) {
            new TopicReader(connection)
                    .readRaw(
                            topic.name(),
                            Instant.EPOCH,
                            raw -> {
                                String key = Objects.requireNonNullElse(raw.key(), "");
                                if (wanted.test(key) && !give(key, raw.value(), topic, deserializer, handler)) {
                                    unreadable[0]++;
                                }
                            },
                            count -> {});
        }
        return unreadable[0];
    }

    private static <V extends SpecificRecord> boolean give(
            String key, byte[] bytes, Topic<V> topic, Deserializer<V> deserializer, Handler<V> handler) {
        V value;
        try {
            value = deserializer.deserialize(topic.name(), bytes);
        } catch (RuntimeException e) { // Not only Kafka's: bytes that end too early fail with Java's own.
            if (RegistryOutage.isBehind(e)) {
                throw e;
            }
            return false;
        }
        handler.accept(key, value);
        return true;
    }

    @Override
    public String publish(Statement statement) {
        AcknowledgedRecord written = statement
                .observation()
                .map(
                        sighting -> events.accept(Topics.SIGHTINGS, statement.key(), sighting),
                        alert -> events.accept(Topics.POACHING_ALERTS, statement.key(), alert));
        return written.topic() + "-" + written.partition() + "@" + written.offset();
    }

    @Override
    public void tombstone(Topic<?> topic, String key) {
        try {
            tombstones
                    .send(new ProducerRecord<String, byte[]>(topic.name(), null, clock.millis(), key, null))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted before the brokers had acknowledged.", e);
        }
    }

    @Override
    public void close() {
        events.close();
        tombstones.close(Duration.ofSeconds(2));
    }
}
