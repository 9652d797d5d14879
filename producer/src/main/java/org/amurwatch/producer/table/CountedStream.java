package org.amurwatch.producer.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that were read of a file as it is stored. */
final class CountedStream extends FilterInputStream {

    private final AtomicLong read;

    CountedStream(InputStream stored, AtomicLong read) {
        super(stored);
        this.read = read;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        read.addAndGet(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        read.addAndGet(Math.max(0, count));
        return count;
    }
}
