package org.amurwatch.producer.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stops a compressed file that expands without reason (a "zip bomb"). Real tables expand 5 to 60 times; deflate can 1,032
 * times.
 */
final class ExpansionLimit extends FilterInputStream {

    /** So much is allowed whatever the compressed size. */
    static final long FREE_BYTES = 100L << 20;

    static final long FACTOR = 250;

    private final String file;
    private final long limit;
    private long read;

    ExpansionLimit(InputStream expanded, String file, long compressedBytes) {
        super(expanded);
        this.file = file;
        this.limit = Math.max(FREE_BYTES, Math.max(0, compressedBytes) * FACTOR);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) throws IOException {
        read += more;
        if (read > limit) {
            throw new IOException(file + " expands to more than " + limit + " bytes, " + FACTOR
                    + " times its compressed size: it is no honest table");
        }
    }
}
