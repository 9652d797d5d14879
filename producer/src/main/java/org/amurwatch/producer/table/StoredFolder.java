package org.amurwatch.producer.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/** The files that lie in a folder. */
final class StoredFolder extends StoredFiles {

    private final Path folder;

    StoredFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the folder " + folder + ": " + e.getMessage() + ".");
        }
    }

    @Override
    @Nullable
    Raw raw(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file) ? new Raw(Files.newInputStream(file), Files.size(file)) : null;
    }

    @Override
    Instant modified(String name) throws IOException {
        return Files.getLastModifiedTime(folder.resolve(name)).toInstant();
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return folder.toString();
    }
}
