package org.amurwatch.consumer.dashboard.media;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A recording as it is given out: how it is coded, and what was recorded. Recorders write places into other chunks. */
final class GivenSound {

    private static final int HEADER_BYTES = 12;
    private static final int CHUNK_BYTES = 8;
    private static final int LONGEST_FORMAT = 64;

    private GivenSound() {}

    /**
     * The sound alone; to be closed by the caller.
     *
     * @throws UnusableMedia if it is none
     */
    static InputStream open(Path file) throws UnusableMedia, IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(HEADER_BYTES);
            byte @Nullable [] format = null;
            while (true) {
                ByteBuffer chunk = ByteBuffer.wrap(exactly(in, CHUNK_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
                String name = new String(chunk.array(), 0, 4, StandardCharsets.US_ASCII);
                long size = Integer.toUnsignedLong(chunk.getInt(4));
                if (name.equals("fmt ") && size <= LONGEST_FORMAT) {
                    format = exactly(in, (int) size);
                    in.skipNBytes(size % 2);
                } else if (name.equals("data") && format != null) {
                    // A recorder that was cut off states more than there is.
                    long length = Math.min(size, in.available());
                    return new SequenceInputStream(
                            new ByteArrayInputStream(header(format, length)), new Beginning(in, length));
                } else {
                    in.skipNBytes(size + size % 2);
                }
            }
        } catch (EOFException e) {
            in.close();
            throw new UnusableMedia("This recording can't be read.");
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private static byte[] header(byte[] format, long dataBytes) {
        int formatBytes = format.length + format.length % 2;
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES + CHUNK_BYTES + formatBytes + CHUNK_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt((int) (header.capacity() - CHUNK_BYTES + dataBytes));
        header.put(ascii("WAVE")).put(ascii("fmt ")).putInt(format.length).put(Arrays.copyOf(format, formatBytes));
        header.put(ascii("data")).putInt((int) dataBytes);
        return header.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The first bytes of a stream. */
    private static final class Beginning extends InputStream {

        private final InputStream in;
        private long left;

        Beginning(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = left == 0 ? -1 : in.read(bytes, offset, (int) Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
