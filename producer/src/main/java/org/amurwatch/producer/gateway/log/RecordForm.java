package org.amurwatch.producer.gateway.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A record as bytes: mark (4), length of the body (4), CRC-32C of length and body (4), body. Body: sequence (8), number (8),
 * the machine's clock (8), run (16), milliseconds since the run's start (8), kind (1), length of the source's id (1), its
 * ASCII characters, payload. Numbers are big-endian.
 */
final class RecordForm {

    static final int HEADER_BYTES = 12;
    static final int LONGEST_PAYLOAD = 1 << 20;

    private static final int MARK = 0xA94D5752;
    private static final int FIXED_BYTES = 8 + 8 + 8 + 16 + 8 + 1 + 1;
    private static final int LONGEST_SOURCE = 100;
    private static final int LONGEST_BODY = FIXED_BYTES + LONGEST_SOURCE + LONGEST_PAYLOAD;
    private static final LogKind[] KINDS = LogKind.values();

    private RecordForm() {}

    static int size(LogRecord record) {
        return size(record.source(), record.payload());
    }

    static int size(String source, byte[] payload) {
        return HEADER_BYTES + FIXED_BYTES + source.length() + payload.length;
    }

    static void put(LogRecord record, ByteBuffer target) {
        int start = target.position();
        target.putInt(MARK).putInt(size(record) - HEADER_BYTES).putInt(0);
        ReceiptTime received = record.receivedAt();
        target.putLong(record.sequence())
                .putLong(record.number())
                .putLong(received.wallMillis())
                .putLong(received.run().getMostSignificantBits())
                .putLong(received.run().getLeastSignificantBits())
                .putLong(received.elapsedMillis())
                .put((byte) record.kind().ordinal())
                .put((byte) record.source().length())
                .put(record.source().getBytes(StandardCharsets.US_ASCII))
                .put(record.payload());
        target.putInt(start + 8, checksum(target, start, target.position() - start));
    }

    /** Length of the whole record that a header announces; -1 where there is no header of a record. */
    static int announcedSize(ByteBuffer from, int at) {
        int body = from.getInt(at + 4);
        return from.getInt(at) == MARK && body >= FIXED_BYTES && body <= LONGEST_BODY ? HEADER_BYTES + body : -1;
    }

    /** The record of {@code size} bytes at a place; null where its checksum is another or it makes no sense. */
    static @Nullable LogRecord get(ByteBuffer from, int at, int size) {
        if (checksum(from, at, size) != from.getInt(at + 8)) {
            return null;
        }
        ByteBuffer body = from.slice(at + HEADER_BYTES, size - HEADER_BYTES);
        long sequence = body.getLong();
        long number = body.getLong();
        long wall = body.getLong();
        UUID run = new UUID(body.getLong(), body.getLong());
        ReceiptTime received = new ReceiptTime(wall, run, body.getLong());
        int kind = body.get();
        int sourceLength = body.get();
        if (kind < 0 || kind >= KINDS.length || sourceLength < 0 || sourceLength > body.remaining()) {
            return null;
        }
        byte[] source = new byte[sourceLength];
        body.get(source);
        byte[] payload = new byte[body.remaining()];
        body.get(payload);
        return new LogRecord(
                sequence, number, received, KINDS[kind], new String(source, StandardCharsets.US_ASCII), payload);
    }

    private static int checksum(ByteBuffer bytes, int at, int size) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.slice(at + 4, 4));
        checksum.update(bytes.slice(at + HEADER_BYTES, size - HEADER_BYTES));
        return (int) checksum.getValue();
    }
}
