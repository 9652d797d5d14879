package org.amurwatch.consumer.answer;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amurwatch.topic.ReceiptHash;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to a topic what somebody waits to see stored. For several threads. */
public final class TopicSink<V extends SpecificRecord> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSink.class);

    /** As long as somebody with a phone in the hand waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Topic<V> topic;
    private final Producer<String, byte[]> producer;
    private final Serializer<V> serializer;
    private final Clock clock;

    /** @param producer is closed with it */
    public TopicSink(Topic<V> topic, Producer<String, byte[]> producer, Serializer<V> serializer, Clock clock) {
        this.topic = topic;
        this.producer = producer;
        this.serializer = serializer;
        this.clock = clock;
    }

    /**
     * Answers whether the brokers have it for good; false: nobody knows, and it is to be given again.
     *
     * @param value null: a tombstone
     */
    public boolean store(String key, @Nullable V value) {
        try {
            byte[] bytes = value == null ? null : serializer.serialize(topic.name(), value);
            ProducerRecord<String, byte[]> sending =
                    new ProducerRecord<>(topic.name(), null, clock.millis(), key, bytes);
            ReceiptHash.addTo(sending, topic);
            producer.send(sending).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.error(
                    "A record of {} could not be stored within {} s; whoever gave it was told so.",
                    topic.name(),
                    PATIENCE.toSeconds(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Waits up to two seconds for what was written. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        serializer.close();
    }
}
