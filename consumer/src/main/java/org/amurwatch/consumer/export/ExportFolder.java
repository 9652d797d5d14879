package org.amurwatch.consumer.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/**
 * The folder that an export goes to. While it is not done, all of it stands in a folder of its own there, with what was asked for;
 * whoever asks for the same again goes on with it. Files come to their places once all of them are whole.
 */
final class ExportFolder {

    /** What the folder of an unfinished export is called. */
    static final String STATE = ".amurwatch-export";

    private static final String REQUEST = "request.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path state;

    ExportFolder(Path folder) {
        this.folder = folder;
        this.state = folder.resolve(STATE);
    }

    /**
     * The offsets with which an export was begun here and not finished; empty: none was. Changes nothing.
     *
     * @param request what is asked for now, in words
     * @throws CommandFailure (wrong usage) if something else is here
     */
    Optional<ExportOffsets> begun(String request) {
        Path file = state.resolve(REQUEST);
        if (Files.exists(file)) {
            try {
                JsonNode json = JSON.readTree(Files.readString(file));
                if (!json.path("request").asText().equals(request)) {
                    throw CommandFailure.usage("In " + folder + " an export was begun that was asked for otherwise ("
                            + json.path("request").asText() + "). Ask for that again to go on with it; or delete "
                            + state
                            + "; or take another folder.");
                }
                return Optional.of(ExportOffsets.of(json.path("offsets")));
            } catch (IOException | IllegalArgumentException e) {
                throw CommandFailure.usage("Can't read how the export in " + folder + " was begun (" + e.getMessage()
                        + "): delete " + state + " and begin again.");
            }
        }
        try (Stream<Path> present = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw CommandFailure.usage(folder + " is a file; --to names a folder that is new or empty.");
            }
            // A folder of ours without a request: it ended before it began.
            if (present.anyMatch(path -> !path.equals(state))) {
                throw CommandFailure.usage(folder + " is not empty: nothing in it is overwritten. Name a folder that is"
                        + " new or empty with --to.");
            }
        } catch (IOException e) {
            throw CommandFailure.usage("Can't look into " + folder + ": " + e.getMessage() + ".");
        }
        return Optional.empty();
    }

    /** Makes the folders, for nobody else, and writes down what was asked for. */
    void begin(String request, ExportOffsets offsets) {
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder);
                forNobodyElse(folder);
            }
            delete(state);
            Files.createDirectory(state);
            forNobodyElse(state);
            Path draft = state.resolve(REQUEST + ".new");
            Files.writeString(
                    draft,
                    JSON.writeValueAsString(JSON.createObjectNode()
                            .put("request", request)
                            .set("offsets", JSON.valueToTree(offsets.ends()))));
            Files.move(draft, state.resolve(REQUEST), StandardCopyOption.ATOMIC_MOVE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers can be written as JSON.", e);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static void forNobodyElse(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Where the index is kept from one attempt to the next. */
    Path index() {
        return state.resolve("index");
    }

    /** A folder for what is thrown away, emptied. */
    Path emptied(String name) {
        try {
            Path emptied = state.resolve(name);
            delete(emptied);
            return Files.createDirectory(emptied);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Brings finished files to their places, and ends it. */
    void finish(Path files) {
        Path begun = state.resolve("finishing");
        try (Stream<Path> finished = Files.list(files)) {
            // What an attempt brought there that did not come to its end is ours, and the same.
            boolean again = Files.exists(begun);
            List<Path> all = finished.sorted().toList();
            for (Path file : all) {
                if (!again && Files.exists(place(file))) {
                    throw new CommandFailure(
                            ExitCode.FAILED,
                            place(file)
                                    + " came while the export ran, and is not overwritten: move it away, and run the"
                                    + " same command again.");
                }
            }
            Files.writeString(begun, "");
            for (Path file : all) {
                delete(place(file));
                Files.move(file, place(file), StandardCopyOption.ATOMIC_MOVE);
            }
            delete(state);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Path place(Path file) {
        return folder.resolve(file.getFileName().toString());
    }

    private CommandFailure failure(IOException e) {
        return new CommandFailure(
                ExitCode.FAILED,
                "Can't work in " + folder + " (" + e + "): look at the disk, and run the same command again.",
                e);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepestFirst) {
                Files.delete(one);
            }
        }
    }
}
