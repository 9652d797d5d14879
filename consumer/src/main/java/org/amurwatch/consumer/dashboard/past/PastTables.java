package org.amurwatch.consumer.dashboard.past;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/**
 * How the rows of the index are written. All stand in one store, told apart by the first byte of their keys: entries in the order of time
 * ({@link PastKey}), what stands of each event, the offsets, and what the index was made of.
 */
final class PastTables {

    /** Of another number, the index is made anew. To be changed with anything in this class, or in {@link PastKey}. */
    static final String FORMAT = "1";

    static final byte STANDING = 's';
    static final byte OFFSET = 'o';
    static final byte MADE_OF = 'm';

    private PastTables() {}

    /** What stands of an event that is shown: where its entry is, and whether another statement holds. */
    record Standing(Instant observedAt, PastStatement.Order order, String place) {

        private static final int TIMES = 3 * Long.BYTES;

        byte[] bytes() {
            ByteBuffer times = ByteBuffer.allocate(TIMES)
                    .putLong(observedAt.toEpochMilli())
                    .putLong(order.revision().toEpochMilli())
                    .putLong(order.receivedAt().toEpochMilli());
            return joined(times.array(), place);
        }

        static Standing of(byte[] bytes) {
            ByteBuffer times = ByteBuffer.wrap(bytes);
            return new Standing(
                    Instant.ofEpochMilli(times.getLong()),
                    new PastStatement.Order(
                            Instant.ofEpochMilli(times.getLong()), Instant.ofEpochMilli(times.getLong())),
                    new String(bytes, TIMES, bytes.length - TIMES, StandardCharsets.UTF_8));
        }
    }

    static byte[] key(byte tag, String name) {
        return joined(new byte[] {tag}, name);
    }

    static byte[] offsetKey(TopicPartition partition) {
        return key(OFFSET, partition.topic() + "/" + partition.partition());
    }

    static TopicPartition partition(byte[] offsetKey) {
        String name = text(offsetKey, 1);
        int slash = name.lastIndexOf('/');
        return new TopicPartition(name.substring(0, slash), Integer.parseInt(name.substring(slash + 1)));
    }

    static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** An entry with its sector before it, so that those of others need not be read to be passed over. */
    static byte[] entry(String sector, byte[] event) {
        byte[] name = sector.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + name.length + event.length)
                .putInt(name.length)
                .put(name)
                .put(event)
                .array();
    }

    static String sector(byte[] entry) {
        return new String(entry, Integer.BYTES, ByteBuffer.wrap(entry).getInt(), StandardCharsets.UTF_8);
    }

    static byte[] event(byte[] entry) {
        int begin = Integer.BYTES + ByteBuffer.wrap(entry).getInt();
        return java.util.Arrays.copyOfRange(entry, begin, entry.length);
    }

    static String text(byte[] bytes, int begin) {
        return new String(bytes, begin, bytes.length - begin, StandardCharsets.UTF_8);
    }

    static byte[] joined(byte[] begin, String text) {
        byte[] end = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(begin.length + end.length)
                .put(begin)
                .put(end)
                .array();
    }
}
