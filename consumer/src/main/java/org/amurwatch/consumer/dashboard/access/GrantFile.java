package org.amurwatch.consumer.dashboard.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file of grants, one a line: hash of a secret, until when it holds, role, team. The secrets themselves stand nowhere. Only
 * its owner can read it; it is changed under a lock and replaced whole, so that several processes may.
 */
final class GrantFile {

    private final Path file;

    GrantFile(Path file) {
        this.file = file;
    }

    /** One line. */
    record Grant(String hash, Instant until, Viewer viewer) {

        private String line() {
            String team = viewer.team();
            return String.join("\t", hash, until.toString(), viewer.role().name(), team == null ? "" : team);
        }

        private static Optional<Grant> of(String line) {
            String[] parts = line.split("\t", -1);
            try {
                String team = parts.length < 4 || parts[3].isEmpty() ? null : parts[3];
                return parts.length < 4
                        ? Optional.empty()
                        : Optional.of(
                                new Grant(parts[0], Instant.parse(parts[1]), Viewer.of(Role.valueOf(parts[2]), team)));
            } catch (IllegalArgumentException | DateTimeParseException e) {
                return Optional.empty(); // Whoever comes with it is not let in, which is all that matters.
            }
        }
    }

    /** All that stand in it; none where there is no file. */
    synchronized List<Grant> read() {
        if (Files.notExists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.flatMap(line -> Grant.of(line).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + file + ".", e);
        }
    }

    /** Replaces what stands in it by what the change makes of that. */
    synchronized void change(UnaryOperator<List<Grant>> change) {
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

    private void write(Path folder, List<Grant> grants) throws IOException {
        Path next = Files.createTempFile(folder, "." + file.getFileName(), null);
        // A temporary file is its owner's alone, and stays so when it is moved.
        Files.write(next, grants.stream().map(Grant::line).toList());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes the grant of this secret out, if it still holds. */
    synchronized @Nullable Grant take(String hash, Instant now) {
        List<Grant> taken = new ArrayList<>();
        change(grants -> {
            grants.stream()
                    .filter(grant ->
                            Tokens.same(grant.hash(), hash) && grant.until().isAfter(now))
                    .forEach(taken::add);
            return grants.stream()
                    .filter(grant ->
                            !Tokens.same(grant.hash(), hash) && grant.until().isAfter(now))
                    .toList();
        });
        return taken.isEmpty() ? null : taken.get(0);
    }
}
