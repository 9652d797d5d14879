package org.amurwatch.consumer.answer;

import java.time.Clock;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Serializer;

/** Writes answers to {@code patrol.responses}, under the sector's id. For several threads. */
public final class ResponseTopic implements ResponseSink, AutoCloseable {

    private final TopicSink<PatrolResponse> sink;

    public ResponseTopic(Producer<String, byte[]> producer, Serializer<PatrolResponse> serializer, Clock clock) {
        this.sink = new TopicSink<>(Topics.RESPONSES, producer, serializer, clock);
    }

    @Override
    public boolean store(PatrolResponse response) {
        return sink.store(response.getSectorId(), response);
    }

    /** Waits up to two seconds for what was written. */
    @Override
    public void close() {
        sink.close();
    }
}
