package org.amurwatch.consumer.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keys of rows: a letter for the table, then parts that sort as what they mean does. */
final class ExportKeys {

    private static final byte END = 0;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

    private ExportKeys(char table) {
        bytes.write(table);
    }

    static ExportKeys of(char table) {
        return new ExportKeys(table);
    }

    /** A text that other parts follow. Sorts before texts that it begins. */
    ExportKeys text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        bytes.write(END);
        return this;
    }

    /** The last part. */
    byte[] last(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return bytes();
    }

    /** A number that other parts may follow. Negative ones sort first. */
    ExportKeys number(long number) {
        bytes.writeBytes(
                ByteBuffer.allocate(Long.BYTES).putLong(number ^ Long.MIN_VALUE).array());
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** What a key holds from one place on. */
    static String text(byte[] key, int begin) {
        return new String(key, begin, key.length - begin, StandardCharsets.UTF_8);
    }
}
