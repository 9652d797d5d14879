package org.amurwatch.streams.activity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Keys whose unsigned byte order is the order of their parts. A text ends with 00 01, and a 00 in it is written 00 FF, so
 * that no text is a prefix of another; a number is big-endian with its sign flipped.
 */
public final class OrderedKey {

    /** Above every byte that any part but a number begins with: UTF-8 never has it. */
    private static final int ABOVE_ALL = 0xFF;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

    public OrderedKey text(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.write(b);
            if (b == 0) {
                bytes.write(0xFF);
            }
        }
        bytes.write(0);
        bytes.write(1);
        return this;
    }

    public OrderedKey code(byte code) {
        bytes.write(code);
        return this;
    }

    public OrderedKey number(long number) {
        bytes.writeBytes(
                ByteBuffer.allocate(Long.BYTES).putLong(number ^ Long.MIN_VALUE).array());
        return this;
    }

    public OrderedKey number(int number) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt(number ^ Integer.MIN_VALUE)
                .array());
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** The upper end of a range of all keys that begin like this and go on with a text. */
    public byte[] andAllBelow() {
        bytes.write(ABOVE_ALL);
        return bytes();
    }

    /** Takes the parts of a key off again, in order. */
    public static final class Reader {

        private final ByteBuffer buffer;

        /** @param from where the first part begins that is to be read */
        public Reader(byte[] key, int from) {
            this.buffer = ByteBuffer.wrap(key, from, key.length - from);
        }

        public String text() {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            while (true) {
                byte b = buffer.get();
                if (b == 0 && buffer.get() == 1) {
                    return text.toString(StandardCharsets.UTF_8);
                }
                text.write(b);
            }
        }

        public byte code() {
            return buffer.get();
        }

        public long number() {
            return buffer.getLong() ^ Long.MIN_VALUE;
        }

        public int smallNumber() {
            return buffer.getInt() ^ Integer.MIN_VALUE;
        }
    }
}
