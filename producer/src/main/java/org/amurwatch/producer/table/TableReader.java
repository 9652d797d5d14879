package org.amurwatch.producer.table;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.table.Row.Columns;
import org.jspecify.annotations.Nullable;

/** Reads one table with a header, row by row: never whole in memory. */
public final class TableReader implements Closeable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** A header is not longer, where its delimiter is looked for. */
    private static final int HEADER_LOOKED_AT = 1 << 16;

    private static final char[] DELIMITERS = {',', ';', '\t'};

    private final String file;
    private final CsvReader rows;
    private final Columns columns;

    private TableReader(String file, CsvReader rows, Columns columns) {
        this.file = file;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Opens a table and reads its header. It closes the stream.
     *
     * @param path name of the file, for sentences; its rows name it without its folders
     * @throws CommandFailure (wrong usage) if it is empty
     */
    public static TableReader open(InputStream stream, String path, TableForm form) throws IOException {
        BufferedReader reader = decoded(stream, form.encoding());
        Character delimiter = form.delimiter();
        CsvReader rows = new CsvReader(reader, delimiter == null ? delimiterOf(reader) : delimiter, form.quote());
        List<String> header = rows.next();
        if (header == null) {
            throw CommandFailure.usage(path + " is empty: expected a header and rows.");
        }
        return new TableReader(StoredFiles.baseName(path), rows, new Columns(header, form.missingValues()));
    }

    public Columns columns() {
        return columns;
    }

    /** Name of the file, without its folders. */
    public String file() {
        return file;
    }

    /** Number of the row that was read last, even if it could not be read to its end; the header is row 1. */
    public long rowNumber() {
        return rows.row();
    }

    /**
     * The next row; null at the end.
     *
     * @throws IOException if the rest of the file can't be read, with the reason in words
     */
    public @Nullable Row next() throws IOException {
        List<String> cells = rows.next();
        return cells == null ? null : new Row(columns, cells, file, rows.row());
    }

    /** A byte order mark wins over the encoding that is stated. */
    private static BufferedReader decoded(InputStream stream, Charset stated) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stream, 1 << 16);
        buffered.mark(2);
        int mark = buffered.read() << 8 | buffered.read();
        buffered.reset();
        Charset encoding = mark == 0xfeff || mark == 0xfffe ? StandardCharsets.UTF_16 : stated;
        BufferedReader reader = new BufferedReader(new InputStreamReader(buffered, encoding), 1 << 16);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private static char delimiterOf(BufferedReader reader) throws IOException {
        int[] counts = new int[DELIMITERS.length];
        boolean quoted = false;
        reader.mark(HEADER_LOOKED_AT);
        for (int looked = 0; looked < HEADER_LOOKED_AT - 1; looked++) {
            int next = reader.read();
            if (next < 0 || (!quoted && (next == '\n' || next == '\r'))) {
                break;
            }
            quoted ^= next == '"';
            for (int i = 0; i < counts.length && !quoted; i++) {
                counts[i] += next == DELIMITERS[i] ? 1 : 0;
            }
        }
        reader.reset();
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return DELIMITERS[most];
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
