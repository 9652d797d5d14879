package org.amurwatch.consumer.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * One export, from the topics to files. Interrupted at any point, it goes on when it is asked for again; of the same offsets it
 * writes the same bytes.
 */
final class ExportRun {

    /**
     * What is asked for.
     *
     * @param words all that decides what is written, in words: by them it is known again
     * @param to the folder
     * @param atOffsets up to where to read; null: to where the topics end now
     * @param disclosed to whom exact places are given; null: to nobody
     */
    record Request(
            String words,
            Path to,
            @Nullable ExportOffsets atOffsets,
            @Nullable String disclosed) {}

    private final ExportSource source;
    private final WrittenFirst audit;
    private final ExportProgress progress;

    ExportRun(ExportSource source, WrittenFirst audit, ExportProgress progress) {
        this.source = source;
        this.audit = audit;
        this.progress = progress;
    }

    /** @throws CommandFailure (wrong usage) if the folder is of something else, or the offsets are of another system */
    ExportSummary run(Request request, ExportFormat format) {
        ExportFolder folder = new ExportFolder(request.to());
        Optional<ExportOffsets> begun = folder.begun(request.words());
        checkOffsets(request, begun);
        FieldReading reading = new FieldReading(source.consumers(), source.serdes(), progress);
        ExportOffsets offsets =
                begun.orElseGet(() -> request.atOffsets() == null ? reading.ends() : request.atOffsets());
        if (request.disclosed() != null) {
            // Before anything is on the disk: what was written down need not have been given, but never the other way
            // round.
            audit.write(request.disclosed(), request.words());
        }
        if (begun.isPresent()) {
            progress.say("Going on with the export that was begun in " + request.to() + ".");
        } else {
            folder.begin(request.words(), offsets);
        }
        ExportSummary summary = new ExportSummary();
        Path files = folder.emptied("files");
        try (ExportIndex index = new ExportIndex(folder.index());
                ExportStore scratch = ExportStore.open(folder.emptied("scratch"))) {
            summary.set("unusable", reading.read(offsets, index));
            progress.say("Writing ...");
            format.write(index, scratch, source.system(), files, summary);
            Files.writeString(files.resolve(ExportOffsets.FILE), offsets.json());
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't write into " + files + " (" + e.getMessage()
                            + "): look at the disk, and run the same command again.",
                    e);
        }
        folder.finish(files);
        return summary;
    }

    private static void checkOffsets(Request request, Optional<ExportOffsets> begun) {
        if (request.atOffsets() != null && begun.isPresent() && !begun.get().equals(request.atOffsets())) {
            throw CommandFailure.usage("In " + request.to()
                    + " an export was begun at other offsets: take another folder, or go on without --at-offsets.");
        }
    }
}
