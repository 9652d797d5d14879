package org.amurwatch.producer.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** One file by itself. */
final class StoredFile extends StoredFiles {

    private final Path file;

    StoredFile(Path file) {
        this.file = file;
    }

    @Override
    List<String> names() {
        return List.of(String.valueOf(file.getFileName()));
    }

    @Override
    List<String> tableNames() {
        return names();
    }

    @Override
    Raw raw(String name) throws IOException {
        return new Raw(Files.newInputStream(file), Files.size(file));
    }

    @Override
    Instant modified(String name) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return file.toString();
    }
}
