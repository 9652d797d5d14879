package org.amurwatch.consumer.dashboard.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Lines that only the file's owner can read; changed under a lock and replaced whole, so that several processes may. */
final class OwnerFile {

    private final Path file;

    OwnerFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /** All that stand in it; none where there is no file. */
    synchronized List<String> read() {
        try {
            return Files.notExists(file) ? List.of() : Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + file + ".", e);
        }
    }

    /** Replaces what stands in it by what the change makes of that. */
    synchronized void change(UnaryOperator<List<String>> change) {
        try {
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
            Files.createDirectories(folder);
            Path lockFile = folder.resolve(file.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                write(folder, change.apply(new ArrayList<>(read())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + file + ".", e);
        }
    }

    private void write(Path folder, List<String> lines) throws IOException {
        Path next = Files.createTempFile(folder, "." + file.getFileName(), null);
        // A temporary file is its owner's alone, and stays so when it is moved.
        Files.write(next, lines);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
