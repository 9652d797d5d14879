package org.amurwatch.topic;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The SHA-256 of a record's value as our system received it, in a header beside it. It is taken by the process that takes the
 * event in, over the very bytes that it sends to the brokers: what changed them later, on the way or on a disk, does not fit it.
 */
public final class ReceiptHash {

    /** Name of the header; its value are the 32 bytes of the hash. */
    public static final String HEADER = "amurwatch.sha256";

    private ReceiptHash() {}

    public static byte[] of(byte[] value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    /** Puts the hash beside what is about to be sent, where its topic keeps it for good: it may be evidence. */
    public static void addTo(ProducerRecord<?, byte[]> record, Topic<?> topic) {
        if (topic.cleanup() == Cleanup.KEEP && record.value() != null) {
            record.headers().add(HEADER, of(record.value()));
        }
    }

    /** The hash of a record in hexadecimal digits; empty where none was taken. */
    public static Optional<String> in(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(HexFormat.of().formatHex(header.value()));
    }
}
