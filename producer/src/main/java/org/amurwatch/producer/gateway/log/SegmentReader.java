package org.amurwatch.producer.gateway.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads records of one file in their order, and finds the next one behind bytes that are none. Not for several threads. */
final class SegmentReader implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int UNREADABLE_UNIT = 4096;

    private final FileChannel channel;
    private final long end;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private long loadedFrom;
    private long offset;

    /** What is at a place of the file. */
    sealed interface Item {

        /** Where the next item begins. */
        long end();
    }

    /** A sound record. */
    record Sound(LogRecord record, @Override long end) implements Item {}

    /**
     * Bytes that are no record.
     *
     * @param unfinished whether they look like the beginning of a record, or like space that was never written, and nothing
     *     sound follows: what a loss of power leaves at the end
     */
    record Damaged(long start, @Override long end, boolean unfinished) implements Item {}

    /**
     * @param offset where to begin
     * @param end where to stop: what stands behind was never acknowledged
     */
    SegmentReader(Path file, long offset, long end) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.offset = offset;
        this.end = Math.min(end, channel.size());
    }

    /** The next item; null at the end. */
    @Nullable
    Item next() throws IOException {
        long start = offset;
        while (offset < end) {
            LogRecord record = recordHere();
            if (record != null) {
                if (offset > start) {
                    return new Damaged(start, offset, false);
                }
                offset += RecordForm.size(record);
                return new Sound(record, offset);
            }
            offset++;
        }
        return start < end ? new Damaged(start, end, isUnfinished(start)) : null;
    }

    /** Bytes of a stretch, at most so many. */
    byte[] bytes(long start, long stop, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, stop - start));
        fill(bytes, start);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private @Nullable LogRecord recordHere() throws IOException {
        if (!load(RecordForm.HEADER_BYTES)) {
            return null;
        }
        int size = RecordForm.announcedSize(buffer, buffer.position());
        return size > 0 && load(size) ? RecordForm.get(buffer, buffer.position(), size) : null;
    }

    private boolean isUnfinished(long start) throws IOException {
        offset = start;
        if (!load(RecordForm.HEADER_BYTES) || RecordForm.announcedSize(buffer, buffer.position()) > end - start) {
            offset = end;
            return true;
        }
        for (; offset < end; offset++) {
            if (!load(1) || buffer.get(buffer.position()) != 0) {
                offset = end;
                return false;
            }
        }
        return true;
    }

    /** Puts at least so many bytes from the offset on at the buffer's position; false where the file has fewer. */
    private boolean load(int bytes) throws IOException {
        if (end - offset < bytes) {
            return false;
        }
        long inBuffer = offset - loadedFrom;
        if (inBuffer >= 0 && inBuffer + bytes <= buffer.limit()) {
            buffer.position((int) inBuffer);
            return true;
        }
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocate(bytes);
        }
        buffer.clear().limit((int) Math.min(buffer.capacity(), end - offset));
        fill(buffer, offset);
        buffer.flip();
        loadedFrom = offset;
        return buffer.limit() >= bytes;
    }

    /** Fills a buffer from a place on. What the disk can't read any more is taken for zeros, so that what follows is found. */
    private void fill(ByteBuffer target, long from) throws IOException {
        while (target.hasRemaining()) {
            long place = from + target.position();
            try {
                if (channel.read(target, place) < 0) {
                    return;
                }
            } catch (ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                long unreadable = UNREADABLE_UNIT - place % UNREADABLE_UNIT;
                target.put(new byte[(int) Math.min(unreadable, target.remaining())]);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
