package org.amurwatch.bench.importspeed;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.EventKey;
import org.amurwatch.producer.csv.CsvMapping;
import org.amurwatch.producer.csv.CsvReading;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.producer.publish.KafkaEventSink;
import org.amurwatch.producer.table.Progress;
import org.amurwatch.producer.table.StoredFiles;
import org.amurwatch.producer.table.TableForm;
import org.amurwatch.producer.table.TableImport;
import org.amurwatch.producer.table.TableSummary;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.Serializer;

/** A register of snares as a file, and its import as {@code import csv --no-pacing} does it. */
final class ImportedRows {

    private static final String MAPPING = """
            columns: {id: No, time: Date, latitude: Y, longitude: X, type: Sign, count: Number}
            time: {pattern: dd.MM.yyyy HH:mm, zone: Asia/Vladivostok}
            types: {wire snare: SNARE}
            """;

    private final Path folder;
    private final Path table;
    private final CsvMapping mapping;
    private final int rows;
    private final Connection connection;
    private int round;

    private ImportedRows(Path folder, Path table, CsvMapping mapping, int rows, Connection connection) {
        this.folder = folder;
        this.table = table;
        this.mapping = mapping;
        this.rows = rows;
        this.connection = connection;
    }

    static ImportedRows write(Path folder, int rows, Connection connection) throws IOException {
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        Path table = folder.resolve("snares.csv");
        try (BufferedWriter out = Files.newBufferedWriter(table, StandardCharsets.UTF_8)) {
            out.write("No,Date,Y,X,Sign,Number,Team\n");
            for (int i = 0; i < rows; i++) {
                out.write(String.format(
                        Locale.ROOT,
                        "%d,%02d.%02d.2026 %02d:%02d,%.4f,%.4f,wire snare,%d,north%n",
                        i,
                        1 + i % 28,
                        1 + i / 28 % 10,
                        i / 60 % 24,
                        i % 60,
                        42.5 + i % 10_000 / 1e4,
                        130.5 + i / 10_000 % 10_000 / 1e4,
                        1 + i % 5));
            }
        }
        return new ImportedRows(folder, table, CsvMapping.read(mapping), rows, connection);
    }

    /** Imports all rows, as of a new source, and gives how many a second, from the header to the last acknowledgement. */
    double rowsPerSecond() throws IOException {
        round++;
        long began = System.nanoTime();
        run("bench-import-" + round, () -> new KafkaEventSink(connection, Clock.systemUTC(), false));
        return rows / ((System.nanoTime() - began) / 1e9);
    }

    /** Bytes of key and value of a record in the middle. */
    int recordBytes() throws IOException {
        MiddleEvent middle = new MiddleEvent(rows / 2);
        run("bench-import-0", () -> middle);
        PoachingAlert alert = middle.alert();
        String key = EventKey.of(alert.getProvenance()).toString();
        try (Serializer<PoachingAlert> serializer = connection.serdes().serializer(Topics.POACHING_ALERTS)) {
            return key.length() + serializer.serialize(Topics.POACHING_ALERTS.name(), alert).length;
        }
    }

    private void run(String source, Supplier<EventSink> sink) throws IOException {
        try (StoredFiles files = StoredFiles.open(table);
                TableSummary summary = new TableImport(sink, Clock.systemUTC(), Progress.SILENT)
                        .run(
                                new TableImport.Request(
                                        files.tables(),
                                        TableForm.usual(),
                                        source,
                                        Purpose.EXERCISE,
                                        Instant.EPOCH,
                                        false,
                                        folder),
                                new CsvReading(mapping, null))) {
            if (summary.rejected().count() > 0 || summary.read() != rows) {
                throw new IllegalStateException("Of " + rows + " rows " + summary.read() + " were read, and "
                        + summary.rejected().count() + " rejected.");
            }
        }
    }
}
