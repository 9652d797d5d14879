package org.amurwatch.consumer.dossier;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import org.amurwatch.topic.ReceiptHash;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stands in a topic, with where it stands.
 *
 * @param storedAt its timestamp: of what comes from outside, when our system received it
 * @param bytes its value, byte for byte
 * @param receiptHash SHA-256 that was taken when it was received, in hexadecimal digits; null where none was
 * @param value what the bytes say
 */
public record StoredRecord<V extends SpecificRecord>(
        String topic,
        int partition,
        long offset,
        Instant storedAt,
        String key,
        ByteBuffer bytes,
        @Nullable String receiptHash,
        V value) {

    /** The same whenever it is read, though topics are read partition by partition as they come. */
    static final Comparator<StoredRecord<?>> ORDER = Comparator.<StoredRecord<?>, Instant>comparing(
                    StoredRecord::storedAt)
            .thenComparing(StoredRecord::topic)
            .thenComparing(StoredRecord::partition)
            .thenComparing(StoredRecord::offset);

    static <V extends SpecificRecord> StoredRecord<V> of(ConsumerRecord<String, byte[]> raw, V value) {
        return new StoredRecord<>(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                Instant.ofEpochMilli(raw.timestamp()),
                raw.key(),
                ByteBuffer.wrap(raw.value()).asReadOnlyBuffer(),
                ReceiptHash.in(raw.headers()).orElse(null),
                value);
    }

    byte[] content() {
        byte[] content = new byte[bytes.remaining()];
        bytes.duplicate().get(content);
        return content;
    }

    /** SHA-256 of the bytes as they are now, in hexadecimal digits. */
    String hash() {
        return HexFormat.of().formatHex(ReceiptHash.of(content()));
    }

    /** Id of the schema by which the bytes were written: Confluent's wire format begins with a zero and the id. */
    int schemaId() {
        return bytes.getInt(1);
    }

    /** What became of the bytes since they were received. */
    Integrity integrity() {
        if (receiptHash == null) {
            return Integrity.NOT_TAKEN;
        }
        return receiptHash.equals(hash()) ? Integrity.SAME : Integrity.DIFFERS;
    }

    /** Whether bytes are as they were received, by the hash that was taken then. */
    enum Integrity {
        SAME("same as on receipt"),
        DIFFERS("DIFFERS from what was received"),
        NOT_TAKEN("no hash was taken on receipt");

        private final String words;

        Integrity(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
