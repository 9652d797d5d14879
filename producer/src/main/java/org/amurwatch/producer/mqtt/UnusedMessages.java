package org.amurwatch.producer.mqtt;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Messages that no event could be made of, kept as they came: a line of JSON each, in files that only their owner may read.
 * The oldest file is deleted when all of them together grow too large. For several threads.
 */
final class UnusedMessages implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGIN = "unused-";
    private static final String END = ".jsonl";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    /** All of them together are at least some such files, so that to delete the oldest leaves most. */
    private static final int FILES = 8;

    private final Path folder;
    private final long mostBytes;
    private final Runnable deleted;
    private @Nullable FileChannel current;

    /**
     * @param folder made if it is not there
     * @param mostBytes of all files together
     * @param deleted told whenever the oldest file is deleted
     */
    UnusedMessages(Path folder, long mostBytes, Runnable deleted) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.deleted = deleted;
    }

    /**
     * Keeps a message, on the disk when this returns.
     *
     * @throws UncheckedIOException if it can't be kept
     */
    synchronized void keep(DeviceMessage message, UnusableMessage why) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("receivedAt", message.receivedAt().toString());
        line.put("reason", why.reason().name());
        line.put("sentence", why.sentence());
        line.put("topic", message.topic());
        line.put("retained", message.retained());
        line.put("payload", Base64.getEncoder().encodeToString(message.payload()));
        try {
            ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes("UTF-8"));
            FileChannel file = file(message.receivedAt(), bytes.remaining());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("Can't keep an unused message in " + folder, e);
        }
    }

    private FileChannel file(Instant now, int more) throws IOException {
        FileChannel open = current;
        if (open != null && open.size() + more <= mostBytes / FILES) {
            return open;
        }
        close();
        Files.createDirectories(folder);
        makeRoom(Math.max(more, mostBytes / FILES));
        String stamp = now.toString().replace(":", "").replace("-", "");
        Path file = folder.resolve(BEGIN + stamp + END);
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        open = posix
                ? FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                : FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        current = open;
        return open;
    }

    private void makeRoom(long more) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.startsWith(BEGIN) && name.endsWith(END);
                    })
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        for (Path oldest : files) {
            if (bytes + more <= mostBytes) {
                return;
            }
            bytes -= Files.size(oldest);
            Files.delete(oldest);
            deleted.run();
        }
    }

    @Override
    public synchronized void close() {
        FileChannel open = current;
        current = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // What was written was forced to the disk.
            }
        }
    }
}
