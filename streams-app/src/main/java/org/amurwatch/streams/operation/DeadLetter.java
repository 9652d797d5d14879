package org.amurwatch.streams.operation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.amurwatch.avro.DeadLetterContext;
import org.amurwatch.avro.DeadLetterReason;
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
     * Header of a record without a value that stands in the dead letters for each one that was put back: its value is the
     * offset of that one, as decimal digits.
     */
    public static final String REPLAYED_HEADER = "amurwatch.replayed";

    /** Kafka Streams' own headers, where one of its handlers and not a step of ours gave up. */
    private static final String STREAMS_HEADERS = "__streams.errors.";

    /** Its context, ours or that of Kafka Streams; empty for a record that is no dead letter. */
    static Optional<DeadLetterContext> contextOf(ConsumerRecord<byte[], byte[]> raw) {
        return DeadLetterHeader.read(raw.headers()).or(() -> streamsContext(raw));
    }

    /** The offset of the dead letter that the record says was put back; empty for a record that says nothing of it. */
    static Optional<Long> replayedOffset(ConsumerRecord<byte[], byte[]> raw) {
        return text(raw.headers(), REPLAYED_HEADER).map(Long::valueOf);
    }

    /**
     * The record for the topic and partition that it failed on: key, value and its own headers byte for byte, and the time
     * at which it was received, so that its freshness is judged as it was then.
     */
    ProducerRecord<byte[], byte[]> putBack() {
        Headers own = new RecordHeaders();
        for (Header header : raw.headers()) {
            if (!header.key().equals(DeadLetterHeader.NAME) && !header.key().startsWith(STREAMS_HEADERS)) {
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
                .add(REPLAYED_HEADER, Long.toString(raw.offset()).getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(raw.topic(), raw.partition(), null, raw.key(), null, headers);
    }

    /** Its key as text, for people. */
    @Nullable
    String key() {
        return raw.key() == null ? null : new String(raw.key(), StandardCharsets.UTF_8);
    }

    /** Where it came from: topic-partition-offset. */
    String origin() {
        return context.getTopic() + "-" + context.getPartition() + "-" + context.getOffset();
    }

    private static Optional<DeadLetterContext> streamsContext(ConsumerRecord<byte[], byte[]> raw) {
        Headers headers = raw.headers();
        Optional<String> topic = text(headers, STREAMS_HEADERS + "topic");
        Optional<String> partition = text(headers, STREAMS_HEADERS + "partition");
        Optional<String> offset = text(headers, STREAMS_HEADERS + "offset");
        if (topic.isEmpty() || partition.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(DeadLetterContext.newBuilder()
                .setReason(DeadLetterReason.FAILED)
                .setExplanation(
                        text(headers, STREAMS_HEADERS + "message").orElse("Kafka Streams could not process it."))
                .setStep("Kafka Streams")
                .setTopic(topic.get())
                .setPartition(Integer.parseInt(partition.get()))
                .setOffset(Long.parseLong(offset.get()))
                .setTimestamp(Instant.ofEpochMilli(raw.timestamp()))
                .setException(text(headers, STREAMS_HEADERS + "exception").orElse(null))
                .build());
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
