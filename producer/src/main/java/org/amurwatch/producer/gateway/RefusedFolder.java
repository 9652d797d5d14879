package org.amurwatch.producer.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.amurwatch.producer.gateway.log.LogRecord;

/**
 * Events that the centre refused, for a person to look at: one file per kind and source, with one line per event that holds the
 * event and the centre's answer. Holds what is private about them, like the log.
 */
final class RefusedFolder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = ".ndjson";

    private final Path folder;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();

    /** @throws IOException if the folder can't be made or read */
    RefusedFolder(Path folder, long mostBytes) throws IOException {
        this.folder = folder;
        this.mostBytes = mostBytes;
        Files.createDirectories(folder);
        count();
    }

    /** Its files, in the order of their names; none where there is no such folder. */
    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(END) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    /** Whether there is no more room: then what the centre refuses waits in the log. */
    boolean isFull() throws IOException {
        if (bytes.get() >= mostBytes) {
            // Somebody may have moved files away.
            count();
        }
        return bytes.get() >= mostBytes;
    }

    long bytes() {
        return bytes.get();
    }

    private void count() throws IOException {
        long all = 0;
        for (Path file : files(folder)) {
            all += Files.size(file);
        }
        bytes.set(all);
    }

    /**
     * Keeps one; it survives a loss of power once this returns.
     *
     * @param event as it was sent
     * @param answer what the centre said of it
     */
    void keep(LogRecord record, byte[] event, Instant receivedAt, int status, String answer) throws IOException {
        RefusedEvent refused = new RefusedEvent(
                record.kind(), record.source(), receivedAt, status, answer, (ObjectNode) JSON.readTree(event));
        Path file = folder.resolve(record.kind().name() + "-" + record.source() + END);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            ByteBuffer text = ByteBuffer.wrap(
                    ((endsALine(channel, end) ? "" : "\n") + refused.line() + "\n").getBytes(StandardCharsets.UTF_8));
            bytes.addAndGet(text.remaining());
            for (long at = end; text.hasRemaining(); ) {
                at += channel.write(text, at);
            }
            channel.force(true);
        }
    }

    /** What a loss of power has left of a line must not spoil the next. */
    private static boolean endsALine(FileChannel channel, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return end == 0 || channel.read(last, end - 1) == 1 && last.get(0) == '\n';
    }
}
