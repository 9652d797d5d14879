package org.amurwatch.serde;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.amurwatch.avro.DeadLetterContext;
import org.amurwatch.avro.DeadLetterReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;

/**
 * What the headers of a record in the dead letters say: why it is one and where it came from, or that an earlier one was put
 * back.
 */
public final class DeadLetterHeader {

    public static final String NAME = "amurwatch.dead-letter";

    /**
     * Header of a record without a value that stands in the dead letters for each one that was put back: its value is the
     * offset of that one, as decimal digits.
     */
    public static final String REPLAYED = "amurwatch.replayed";

    /** Kafka Streams' own headers, where one of its handlers and not a step of ours gave up. */
    private static final String STREAMS = "__streams.errors.";

    private static final Serde<DeadLetterContext> SERDE = StoreSerde.of(DeadLetterContext.class);

    private DeadLetterHeader() {}

    public static void put(Headers headers, DeadLetterContext context) {
        headers.remove(NAME);
        headers.add(NAME, SERDE.serializer().serialize(NAME, context));
    }

    /** The context, ours or that of Kafka Streams; empty for a record that is no dead letter. */
    public static Optional<DeadLetterContext> contextOf(ConsumerRecord<?, ?> raw) {
        return read(raw.headers()).or(() -> streamsContext(raw));
    }

    /** The offset of the dead letter that the record says was put back; empty for a record that says nothing of it. */
    public static Optional<Long> replayedOffset(ConsumerRecord<?, ?> raw) {
        return text(raw.headers(), REPLAYED).map(Long::valueOf);
    }

    /** Whether a header is about the dead letter, and not the record's own. */
    public static boolean isAboutDeadLetter(String name) {
        return name.equals(NAME) || name.startsWith(STREAMS);
    }

    /** The context; empty for a record that is no dead letter of ours. */
    public static Optional<DeadLetterContext> read(Headers headers) {
        Header header = headers.lastHeader(NAME);
        return header == null
                ? Optional.empty()
                : Optional.of(SERDE.deserializer().deserialize(NAME, header.value()));
    }

    private static Optional<DeadLetterContext> streamsContext(ConsumerRecord<?, ?> raw) {
        Headers headers = raw.headers();
        Optional<String> topic = text(headers, STREAMS + "topic");
        Optional<String> partition = text(headers, STREAMS + "partition");
        Optional<String> offset = text(headers, STREAMS + "offset");
        if (topic.isEmpty() || partition.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(DeadLetterContext.newBuilder()
                .setReason(DeadLetterReason.FAILED)
                .setExplanation(text(headers, STREAMS + "message").orElse("Kafka Streams could not process it."))
                .setStep("Kafka Streams")
                .setTopic(topic.get())
                .setPartition(Integer.parseInt(partition.get()))
                .setOffset(Long.parseLong(offset.get()))
                .setTimestamp(Instant.ofEpochMilli(raw.timestamp()))
                .setException(text(headers, STREAMS + "exception").orElse(null))
                .build());
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
