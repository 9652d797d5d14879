package org.amurwatch.producer.cameraresult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/**
 * A folder that results files are laid into. Each is taken once it is whole, and moved away: to {@code done}, or to
 * {@code failed} with a sentence why. Nothing is remembered but by where a file lies, so that it can be stopped at any point: a
 * file that was being imported is imported again, which changes nothing.
 */
final class WatchedFolder {

    /** Imports one file. */
    @FunctionalInterface
    interface Importer {
        /**
         * Imports it, and gives what is to be kept beside it, such as a summary.
         *
         * @throws CommandFailure if it can't be imported; one that a server can't be reached means later
         */
        String take(Path file);
    }

    /** A file as it was when it was looked at. */
    private record Seen(long size, FileTime modified) {}

    private static final String DONE = "done";
    private static final String FAILED = "failed";

    private final Path folder;
    private final Importer importer;
    private final Consumer<String> told;
    private Map<Path, Seen> lastLook = Map.of();

    /** @param told a sentence for each thing that happens */
    WatchedFolder(Path folder, Importer importer, Consumer<String> told) {
        this.folder = folder;
        this.importer = importer;
        this.told = told;
    }

    /**
     * Takes each file that did not change since the look before.
     *
     * @return how many files are left that may be taken later
     */
    int look() {
        Map<Path, Seen> seen = new HashMap<>();
        int left = 0;
        for (Path file : files()) {
            Seen now = seen(file);
            if (now == null) {
                continue;
            }
            if (!now.equals(lastLook.get(file)) || !take(file)) {
                seen.put(file, now);
                left++;
            }
        }
        lastLook = seen;
        return left;
    }

    /** Whether it was taken, and needs not be looked at again. */
    private boolean take(Path file) {
        try {
            String summary = importer.take(file);
            move(file, DONE, ".summary.json", summary);
            told.accept(file.getFileName() + " was imported.");
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.UNREACHABLE) {
                told.accept(file.getFileName() + " waits: " + e.getMessage());
                return false;
            }
            move(file, FAILED, ".reason.txt", e.getMessage() + "\n");
            told.accept(file.getFileName() + " can't be imported: " + e.getMessage());
        }
        return true;
    }

    /** The text first: a file in {@code failed} always has its reason. */
    private void move(Path file, String to, String suffix, String text) {
        try {
            Path target = Files.createDirectories(folder.resolve(to));
            String name = String.valueOf(file.getFileName());
            String free = name;
            for (int i = 2; Files.exists(target.resolve(free)); i++) {
                free = name.replaceFirst("(\\.json)$", "-" + i + "$1");
            }
            Files.writeString(target.resolve(free + suffix), text);
            Files.move(file, target.resolve(free));
        } catch (FileAlreadyExistsException e) {
            throw new UncheckedIOException("Somebody else moves files in " + folder, e);
        } catch (IOException e) {
            throw CommandFailure.usage("Can't move " + file + " to " + folder.resolve(to) + ": " + e.getMessage()
                    + ". Without that it would be imported again and again.");
        }
    }

    /** In the order of their names. Hidden ones, and ones still named .part or .tmp, are being written. */
    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
                        return name.endsWith(".json") && !name.startsWith(".");
                    })
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw CommandFailure.usage("Can't list the folder " + folder + ": " + e.getMessage() + ".");
        }
    }

    private static @org.jspecify.annotations.Nullable Seen seen(Path file) {
        try {
            return new Seen(Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return null;
        }
    }
}
