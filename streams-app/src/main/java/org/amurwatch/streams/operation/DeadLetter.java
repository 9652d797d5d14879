package org.amurwatch.streams.operation;

import java.nio.charset.StandardCharsets;
import org.amurwatch.avro.DeadLetterContext;
import org.amurwatch.serde.DeadLetterHeader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used.
 *
 * @param raw as it stands in the dead letters
 * @param context why, and where it came from
 * @param replayed whether it was put back already
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> raw, DeadLetterContext context, boolean replayed) {

    /**
     * The record for the topic and partition that it failed on: key, value and its own headers byte for byte, and the time
     * at which it was received, so that its freshness is judged as it was then.
     */
    ProducerRecord<byte[], byte[]> putBack() {
        Headers own = new RecordHeaders();
        for (Header header : raw.headers()) {
            if (!DeadLetterHeader.isAboutDeadLetter(header.key())) {
                own.add(header);
            }
        }
        return new ProducerRecord<>(
                context.getTopic(),
                context.getPartition(),
                context.getTimestamp().toEpochMilli(),
                raw.key(),
                raw.value(),
                own);
    }

    /** The record that remembers that this one was put back. */
    ProducerRecord<byte[], byte[]> marker() {
        Headers headers = new RecordHeaders()
                .add(DeadLetterHeader.REPLAYED, Long.toString(raw.offset()).getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(raw.topic(), raw.partition(), null, raw.key(), null, headers);
    }

    /** Its key as text, for people; without the characters that could command their terminal. */
    @Nullable
    String key() {
        return raw.key() == null
                ? null
                : new String(raw.key(), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /** Where it came from: topic-partition-offset. */
    String origin() {
        return context.getTopic() + "-" + context.getPartition() + "-" + context.getOffset();
    }
}
