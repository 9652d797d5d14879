package org.amurwatch.producer.table;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.amurwatch.avro.Purpose;
import org.amurwatch.failure.CommandFailure;

/** A table that a fuzzer wrote: its rows are used or named, or it is refused with a sentence. */
public final class FuzzedTable {

    private FuzzedTable() {}

    /** Imports it as a dry run; any exception but the declared ones is a bug. */
    public static void read(byte[] table, RowReading reading, Path folder) {
        TableFile file = new TableFile("fuzz.csv", null, table.length, counted -> new ByteArrayInputStream(table));
        TableImport tableImport = new TableImport(
                () -> {
                    throw new AssertionError("A dry run sends nothing.");
                },
                Clock.fixed(ImportRun.NOW, ZoneOffset.UTC),
                Progress.SILENT);
        TableImport.Request request =
                new TableImport.Request(List.of(file), TableForm.usual(), "fuzz", Purpose.ACTUAL, null, true, folder);
        try (TableSummary summary = tableImport.run(request, reading)) {
            if (summary.rejected().count() > summary.read() + 1) {
                throw new AssertionError("More rows were rejected than read.");
            }
        } catch (CommandFailure refused) {
            if (String.valueOf(refused.getMessage()).isBlank()) {
                throw new AssertionError("Refused without a sentence.", refused);
            }
        }
    }
}
