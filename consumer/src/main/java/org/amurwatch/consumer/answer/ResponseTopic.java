package org.amurwatch.consumer.answer;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers to {@code patrol.responses}, under the sector's id. For several threads. */
public final class ResponseTopic implements ResponseSink, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseTopic.class);

    /** As long as somebody with a phone in the hand waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Producer<String, byte[]> producer;
    private final Serializer<PatrolResponse> serializer;
    private final Clock clock;

    public ResponseTopic(Producer<String, byte[]> producer, Serializer<PatrolResponse> serializer, Clock clock) {
        this.producer = producer;
        this.serializer = serializer;
        this.clock = clock;
    }

    @Override
    public boolean store(PatrolResponse response) {
        try {
            byte[] value = serializer.serialize(Topics.RESPONSES.name(), response);
            producer.send(new ProducerRecord<>(
                            Topics.RESPONSES.name(), null, clock.millis(), response.getSectorId(), value))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.error(
                    "The answer {} about {} could not be stored within {} s; whoever gave it was told so.",
                    response.getKind(),
                    response.getIncidentId(),
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
