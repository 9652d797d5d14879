package org.amurwatch.producer.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A body that must not be longer than stated, however small it was when packed. */
final class LimitedStream extends FilterInputStream {

    private static final long LONGEST_DROP_NANOS = Duration.ofSeconds(2).toNanos();

    private final long most;
    private long read;

    LimitedStream(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        if (count > 0) {
            count(count);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /**
     * Reads on past what is too much, as many bytes again at most and for 2 s: a client that is still writing reads no answer,
     * and would be told of a broken connection instead.
     */
    static void drop(InputStream in, long most) {
        byte[] dropped = new byte[16 << 10];
        long until = System.nanoTime() + LONGEST_DROP_NANOS;
        try {
            long left = most;
            while (left > 0 && System.nanoTime() - until < 0) {
                int count = in.read(dropped, 0, (int) Math.min(dropped.length, left));
                if (count < 0) {
                    return;
                }
                left -= count;
            }
        } catch (IOException e) {
            // Whoever hangs up needs no answer.
        }
    }

    private void count(long more) {
        read += more;
        if (read > most) {
            drop(in, most);
            throw Refusal.tooLarge("The body has more than " + most + " bytes, unpacked: send it in parts.");
        }
    }
}
