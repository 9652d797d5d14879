package org.amurwatch.streams.deadletter;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.amurwatch.avro.DeadLetterContext;
import org.amurwatch.avro.DeadLetterReason;
import org.amurwatch.serde.DeadLetterHeader;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The dead letters of one application: makes them, and counts them since the process started. */
public final class DeadLetters {

    /** Key of this object among the settings of a Streams application: handlers are made by Streams, by their class. */
    public static final String SETTING = "amurwatch.dead-letters";

    private final String topic;
    private final LongAdder count = new LongAdder();

    /** @param topic where they go, such as {@code decisions.dead-letters} */
    public DeadLetters(String topic) {
        this.topic = topic;
    }

    static DeadLetters of(Map<String, ?> settings) {
        return (DeadLetters) Objects.requireNonNull(
                settings.get(SETTING), "The settings of a Streams application name its dead letters under " + SETTING);
    }

    public String topic() {
        return topic;
    }

    /** How many there were since the process started. */
    public long count() {
        return count.sum();
    }

    /** Counts one, where a processor writes it itself. */
    public void counted() {
        count.increment();
    }

    /**
     * The header that a dead letter carries beside those of its record.
     *
     * @param origin headers of the record itself; not changed
     */
    public static Headers headers(Headers origin, DeadLetterContext context) {
        Headers headers = new RecordHeaders(origin);
        DeadLetterHeader.put(headers, context);
        return headers;
    }

    /** A record, as it was, with the reason why a step could not use it; for a processor that writes it itself. */
    public static Record<byte[], byte[]> letter(
            Record<byte[], byte[]> record,
            RecordMetadata origin,
            String step,
            DeadLetterReason reason,
            String explanation,
            @Nullable Throwable exception) {
        DeadLetterContext why = DeadLetterContext.newBuilder()
                .setReason(reason)
                .setExplanation(explanation)
                .setStep(step)
                .setTopic(origin.topic())
                .setPartition(origin.partition())
                .setOffset(origin.offset())
                .setTimestamp(Instant.ofEpochMilli(record.timestamp()))
                .setException(exception == null ? null : exception.getClass().getName())
                .build();
        return record.withHeaders(headers(record.headers(), why));
    }

    /** A record, as it was, with the reason why it could not be used. */
    ProducerRecord<byte[], byte[]> letter(
            ErrorHandlerContext context, DeadLetterReason reason, String explanation, @Nullable Exception exception) {
        counted();
        DeadLetterContext why = DeadLetterContext.newBuilder()
                .setReason(reason)
                .setExplanation(explanation)
                .setStep(Objects.requireNonNullElse(context.processorNodeId(), "source"))
                .setTopic(context.topic())
                .setPartition(context.partition())
                .setOffset(context.offset())
                .setTimestamp(Instant.ofEpochMilli(context.timestamp()))
                .setException(exception == null ? null : exception.getClass().getName())
                .build();
        return new ProducerRecord<>(
                topic,
                null,
                context.timestamp(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                headers(context.headers(), why));
    }
}
