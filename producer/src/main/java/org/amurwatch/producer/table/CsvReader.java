package org.amurwatch.producer.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads comma-separated values one row at a time: rows end with LF, CRLF or CR alone; a quoted cell may hold any of them.
 * Our own, since a parser of a library stops for good at its first bad row, and here the rest of the file is still wanted
 * and each row must keep its number.
 */
public final class CsvReader implements Closeable {

    /** Longer rows mean a quote that is never closed, or no table at all. */
    static final int LONGEST_ROW = 1_000_000;

    private final Reader reader;
    private final char delimiter;
    private final char quote;
    private final char[] buffer = new char[1 << 16];
    private final StringBuilder cell = new StringBuilder();
    private int position;
    private int limit;
    private long row;
    private int rowLength;

    public CsvReader(Reader reader, char delimiter, char quote) {
        this.reader = reader;
        this.delimiter = delimiter;
        this.quote = quote;
    }

    /** Number of the row that {@link #next} gave last; the first row is 1. Empty lines count. */
    public long row() {
        return row;
    }

    /** Cells of the next row that is not an empty line; null at the end. */
    public @Nullable List<String> next() throws IOException {
        while (true) {
            int first = read();
            if (first < 0) {
                return null;
            }
            row++;
            rowLength = 0;
            if (first == '\n' || first == '\r') {
                endRow(first);
                continue;
            }
            List<String> cells = row(first);
            if (cells.size() > 1 || !cells.get(0).isEmpty()) {
                return cells;
            }
        }
    }

    private List<String> row(int first) throws IOException {
        List<String> cells = new ArrayList<>(32);
        int character = first;
        while (true) {
            cell.setLength(0);
            character = character == quote ? quoted() : character;
            while (character >= 0 && character != delimiter && character != '\n' && character != '\r') {
                cell.append((char) character);
                character = readInRow();
            }
            cells.add(cell.toString());
            if (character != delimiter) {
                endRow(character);
                return cells;
            }
            character = readInRow();
        }
    }

    /** Takes a quoted cell, and gives the character after its closing quote. */
    private int quoted() throws IOException {
        while (true) {
            int character = readInRow();
            if (character < 0) {
                throw new IOException("row " + row + " opens a quote that is never closed");
            }
            if (character == quote) {
                int next = readInRow();
                if (next != quote) {
                    return next;
                }
            }
            cell.append((char) character);
        }
    }

    private void endRow(int end) throws IOException {
        if (end == '\r') {
            int next = read();
            if (next >= 0 && next != '\n') {
                position--;
            }
        }
    }

    private int readInRow() throws IOException {
        if (++rowLength > LONGEST_ROW) {
            throw new IOException(
                    "row " + row + " is longer than " + LONGEST_ROW + " characters; is a quote in it never closed?");
        }
        return read();
    }

    private int read() throws IOException {
        if (position == limit) {
            limit = reader.read(buffer, 0, buffer.length);
            position = 0;
            if (limit <= 0) {
                limit = 0;
                return -1;
            }
        }
        return buffer[position++];
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
