package org.amurwatch.producer.table;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.EventKey;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.record.TrustedRecords;
import org.jspecify.annotations.Nullable;

/**
 * Imports files of rows: what a {@link RowReading} makes of them is published as they are read, so that memory does not grow
 * with the files. It can be repeated, and interrupted at any point: ids follow from the rows, and streams-app drops what it
 * knows already.
 */
public final class TableImport {

    static {
        TrustedRecords.trust();
    }

    /**
     * What to import, and how.
     *
     * @param files in the order in which they are read
     * @param revision when the files' statements count as made; null: when each was written
     * @param dryRun read and count, publish nothing
     * @param workFolder where the lists of rows are kept meanwhile
     */
    public record Request(
            List<TableFile> files,
            TableForm form,
            String sourceId,
            Purpose purpose,
            @Nullable Instant revision,
            boolean dryRun,
            Path workFolder) {

        public Request {
            files = List.copyOf(files);
            try {
                new EventKey(sourceId, "any");
            } catch (IllegalArgumentException e) {
                throw CommandFailure.usage(e.getMessage() + " See --source.");
            }
        }
    }

    private final Supplier<EventSink> sinks;
    private final Clock clock;
    private final Progress progress;

    /** @param sinks opens the way to the brokers; not used by a dry run */
    public TableImport(Supplier<EventSink> sinks, Clock clock, Progress progress) {
        this.sinks = sinks;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Imports the files. The summary is to be closed.
     *
     * @throws CommandFailure (wrong usage) if a file is not the table that was expected: nothing was published
     */
    public TableSummary run(Request request, RowReading reading) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        TableSummary summary =
                new TableSummary(request.sourceId(), request.dryRun(), WorkFolder.in(request.workFolder()));
        try {
            TableImportRun run = new TableImportRun(request, reading, now, summary, progress);
            run.checkHeaders();
            if (request.dryRun()) {
                run.read(event -> {});
            } else {
                try (EventSink sink = sinks.get()) {
                    run.read(event -> TableImportRun.publish(event, sink));
                    sink.flush();
                }
            }
            return summary;
        } catch (RuntimeException | Error e) {
            summary.close();
            throw e;
        }
    }
}
