package org.amurwatch.consumer.export;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV file in UTF-8 with a header, as RFC 4180 has it but for line ends, which are line feeds; written row by row. */
final class TableFile implements AutoCloseable {

    // Quotes only where they are needed: then a reader sees what another tool would have written.
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private final List<String> columns;
    private final SequenceWriter rows;

    private TableFile(List<String> columns, SequenceWriter rows) {
        this.columns = columns;
        this.rows = rows;
    }

    static TableFile create(Path file, List<String> columns) {
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(false);
        columns.forEach(schema::addColumn);
        try {
            TableFile table = new TableFile(
                    columns,
                    CSV.writer(schema.build()).writeValues(Files.newBufferedWriter(file, StandardCharsets.UTF_8)));
            // By hand, for a table without rows has a header too.
            table.rows.write(columns.toArray());
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + file, e);
        }
    }

    /** Cells of one row, by column; those that nobody fills are empty. */
    final class Row {

        private final String[] cells = new String[columns.size()];

        private Row() {
            Arrays.fill(cells, "");
        }

        Row set(String column, @Nullable Object value) {
            int at = columns.indexOf(column);
            if (at < 0) {
                throw new IllegalArgumentException("There is no column " + column);
            }
            cells[at] = value == null ? "" : value.toString();
            return this;
        }

        void write() {
            try {
                rows.write(cells);
            } catch (IOException e) {
                throw new UncheckedIOException("Can't write a row.", e);
            }
        }
    }

    Row row() {
        return new Row();
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't finish a file.", e);
        }
    }
}
