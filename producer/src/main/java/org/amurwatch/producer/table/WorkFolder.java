package org.amurwatch.producer.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for one import. Gone when it is closed, or the process is ended. */
public final class WorkFolder implements AutoCloseable {

    private final Path path;
    private final Thread onShutdown;

    private WorkFolder(Path path) {
        this.path = path;
        this.onShutdown = new Thread(() -> deleteWhileInUse(path), "amurwatch-import-shutdown");
    }

    /** A new one in this folder, which is made if it is not there. */
    public static WorkFolder in(Path parent) {
        try {
            Files.createDirectories(parent);
            WorkFolder folder = new WorkFolder(Files.createTempDirectory(parent, "amurwatch-import-"));
            Runtime.getRuntime().addShutdownHook(folder.onShutdown);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't make a temporary folder in " + parent, e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        delete(path);
        try {
            Runtime.getRuntime().removeShutdownHook(onShutdown);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook runs.
        }
    }

    /**
     * Deletes the folder when the process is ended (Ctrl-C) in the middle of an import. A store in it is still open, since closing
     * it under a thread that reads it would crash, and may make another file meanwhile; once its folder is gone it can't.
     */
    private static void deleteWhileInUse(Path folder) {
        for (int attempt = 0; attempt < 100 && Files.exists(folder); attempt++) {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // What is left lies in the folder for temporary files, which the system clears.
        }
    }
}
