package org.amurwatch.producer.table;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.publish.EventSink;

/** One run over the files of one import. */
final class TableImportRun {

    /** Longer cells are no field's. */
    static final int LONGEST_CELL = 100_000;
    /** So often it is reckoned anew how many rows are to be expected. */
    private static final int RECKON_EVERY = 4_096;

    private final TableImport.Request request;
    private final RowReading reading;
    private final Instant now;
    private final TableSummary summary;
    private final Progress progress;

    TableImportRun(
            TableImport.Request request, RowReading reading, Instant now, TableSummary summary, Progress progress) {
        this.request = request;
        this.reading = reading;
        this.now = now;
        this.summary = summary;
        this.progress = progress;
    }

    /** Looks at the headers of all files, so that nothing is published if one of them is another table. */
    void checkHeaders() {
        for (TableFile file : request.files()) {
            try (TableReader table = file.read(request.form())) {
                reading.begin(new RowReading.Header(file.name(), table.columns()), imported(file));
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
    }

    void read(Consumer<LiveEvent> publish) {
        Outcomes outcomes = new Outcomes(summary, publish);
        for (TableFile file : request.files()) {
            AtomicLong bytes = new AtomicLong();
            progress.begin(file.name(), 0);
            try (TableReader table = file.read(request.form(), bytes)) {
                ImportedFile imported = imported(file);
                reading.begin(new RowReading.Header(file.name(), table.columns()), imported);
                rows(table, imported, outcomes, file, bytes);
            } catch (IOException e) {
                throw unreadable(file, e);
            }
            progress.end();
        }
        reading.end(outcomes);
    }

    private void rows(TableReader table, ImportedFile imported, Outcomes outcomes, TableFile file, AtomicLong bytes) {
        try {
            long count = 0;
            for (Row row = table.next(); row != null; row = table.next()) {
                summary.countRow();
                take(row, imported, outcomes);
                progress.advance();
                if (++count % RECKON_EVERY == 0 && file.storedBytes() > 0) {
                    progress.expect((long) ((double) count * file.storedBytes() / Math.max(1, bytes.get())));
                }
            }
        } catch (IOException e) {
            summary.rejected()
                    .add(
                            table.file(),
                            Math.max(2, table.rowNumber()),
                            "the file can't be read from here on (" + e.getMessage() + "); what follows was not read");
        }
    }

    private void take(Row row, ImportedFile file, Outcomes outcomes) {
        try {
            row.checkLength();
            row.checkCells(LONGEST_CELL);
            reading.read(row, file, outcomes);
        } catch (UnusableRow e) {
            summary.rejected().add(row.file(), row.number(), e.reason());
        }
    }

    private ImportedFile imported(TableFile file) {
        Instant revision = request.revision() != null ? request.revision() : file.modified();
        return new ImportedFile(
                request.sourceId(),
                request.purpose(),
                revision == null || revision.isAfter(now) ? now : revision.truncatedTo(ChronoUnit.MILLIS),
                now);
    }

    private static CommandFailure unreadable(TableFile file, IOException e) {
        return CommandFailure.usage("Can't read " + file.name() + ": " + e.getMessage() + ".");
    }

    static void publish(LiveEvent event, EventSink sink) {
        PrivateDetails details = event.details();
        if (details != null) {
            sink.publish(details);
        }
        if (event instanceof LiveEvent.OfSighting sighting) {
            sink.publish(sighting.value());
        } else if (event instanceof LiveEvent.OfPoachingAlert alert) {
            sink.publish(alert.value());
        } else if (event instanceof LiveEvent.OfPatrolPosition position) {
            sink.publish(position.value());
        }
    }

    private record Outcomes(TableSummary summary, Consumer<LiveEvent> publish) implements RowOutcomes {

        @Override
        public void event(LiveEvent event) {
            publish.accept(event);
            summary.countEvent(event.kind());
        }

        @Override
        public void leftOut(String reason) {
            leftOut(reason, 1);
        }

        @Override
        public void leftOut(String reason, long count) {
            summary.countLeftOut(reason, count);
        }

        @Override
        public void counted(String what) {
            summary.count(what);
        }

        @Override
        public void clockSuspect(Row row, String reason) {
            summary.clockSuspect().add(row.file(), row.number(), reason);
        }

        @Override
        public void unknownType(String type) {
            summary.countUnknownType(type);
        }
    }
}
