package org.amurwatch.producer.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.amurwatch.producer.gateway.log.LogRecord;

/**
 * Events that the centre refused, for a person to look at: one file per kind and source, with one line per event that holds the
 * event and the centre's answer. Holds what is private about them, like the log.
 */
final class RefusedFolder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();

    /** @throws IOException if the folder can't be made or read */
    RefusedFolder(Path folder, long mostBytes) throws IOException {
        this.folder = folder;
        this.mostBytes = mostBytes;
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes.addAndGet(Files.size(file));
            }
        }
    }

    /** Whether there is no more room: then what the centre refuses waits in the log. */
    boolean isFull() {
        return bytes.get() >= mostBytes;
    }

    long bytes() {
        return bytes.get();
    }

    /**
     * Keeps one; it survives a loss of power once this returns.
     *
     * @param event as it was sent
     * @param answer what the centre said of it
     */
    void keep(LogRecord record, byte[] event, Instant receivedAt, int status, String answer) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        line.put("kind", record.kind().name());
        line.put("source", record.source());
        line.put("receivedAt", receivedAt.toString());
        line.put("status", status);
        line.put("answer", answer);
        line.set("event", JSON.readTree(event));
        ByteBuffer text = ByteBuffer.wrap((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        bytes.addAndGet(text.remaining());
        Path file = folder.resolve(record.kind().name() + "-" + record.source() + ".ndjson");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
    }
}
