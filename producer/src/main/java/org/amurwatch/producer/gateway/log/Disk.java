package org.amurwatch.producer.gateway.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** What the log asks of a disk. Tests put one in its place that forgets what was not forced. */
public interface Disk {

    /** A new file, to be written from its beginning to its end. */
    AppendFile create(Path file) throws IOException;

    /** Makes names of new files in a folder survive a loss of power. */
    void forceFolder(Path folder) throws IOException;

    /** Puts bytes into a file, which is made where there is none; they survive a loss of power once this returns. */
    void overwrite(Path file, long at, ByteBuffer bytes) throws IOException;

    /** Cuts a file off after its first bytes, likewise. */
    void truncate(Path file, long size) throws IOException;

    void delete(Path file) throws IOException;

    /** Bytes that are free. */
    long usableBytes(Path folder) throws IOException;

    /** A file that grows. */
    interface AppendFile extends Closeable {

        /** Writes all of it behind what is there. */
        void write(ByteBuffer bytes) throws IOException;

        /** Returns once what was written survives a loss of power. */
        void force() throws IOException;
    }

    /** The disk of this machine. */
    Disk LOCAL = new Disk() {

        @Override
        public AppendFile create(Path file) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new AppendFile() {

                @Override
                public void write(ByteBuffer bytes) throws IOException {
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                }

                @Override
                public void force() throws IOException {
                    channel.force(false);
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            };
        }

        @Override
        public void forceFolder(Path folder) throws IOException {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }

        @Override
        public void overwrite(Path file, long at, ByteBuffer bytes) throws IOException {
            boolean isNew = !Files.exists(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                long place = at;
                while (bytes.hasRemaining()) {
                    place += channel.write(bytes, place);
                }
                channel.force(isNew);
            }
            if (isNew) {
                forceFolder(Objects.requireNonNull(file.toAbsolutePath().getParent(), "A file stands in a folder."));
            }
        }

        @Override
        public void truncate(Path file, long size) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(size);
                channel.force(true);
            }
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.deleteIfExists(file);
        }

        @Override
        public long usableBytes(Path folder) throws IOException {
            return Files.getFileStore(folder).getUsableSpace();
        }
    };
}
