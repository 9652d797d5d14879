package org.amurwatch.producer.table;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table, with the words that real packages use for "nothing" taken as nothing: empty, NA, NaN, null, and R's
 * FALSE in a column of text.
 */
public final class Row {

    private static final int LONGEST_NUMBER = 40;
    private static final Set<String> NOTHING = Set.of("", "NA", "N/A", "NaN", "nan", "null", "NULL", "FALSE");

    private final Columns columns;
    private final List<String> cells;
    private final String file;
    private final long number;
    private final @Nullable String fault;

    public Row(Columns columns, List<String> cells, String file, long number) {
        this(columns, cells, file, number, null);
    }

    /** @param fault why it is known already that the row can't be used, for {@link #checkLength}; null where nothing is known against it */
    public Row(Columns columns, List<String> cells, String file, long number, @Nullable String fault) {
        this.columns = columns;
        this.cells = cells;
        this.file = file;
        this.number = number;
        this.fault = fault;
    }

    /** Name of the file, without its folders. */
    public String file() {
        return file;
    }

    /** Number of the row in its file; the header is row 1. */
    public long number() {
        return number;
    }

    /** Text of the first of these columns that has one; null if none has. */
    public @Nullable String text(String... names) {
        for (String name : names) {
            String text = cell(name);
            if (!NOTHING.contains(text) && !columns.missingValues.contains(text)) {
                return text;
            }
        }
        return null;
    }

    /** As {@link #text}, for what no row may lack. */
    public String required(String... names) throws UnusableRow {
        String text = text(names);
        if (text == null) {
            throw new UnusableRow(names[0] + " is missing");
        }
        return text;
    }

    /** As {@link #shortText}, for what no row may lack. */
    public String required(int longest, String... names) throws UnusableRow {
        String text = shortText(longest, names);
        if (text == null) {
            throw new UnusableRow(names[0] + " is missing");
        }
        return text;
    }

    /** As {@link #text}, for what is an id or a name: with a sentence if it is longer than so many characters. */
    public @Nullable String shortText(int longest, String... names) throws UnusableRow {
        String text = text(names);
        if (text != null && text.length() > longest) {
            throw new UnusableRow(names[0] + " is longer than " + longest + " characters");
        }
        return text;
    }

    /** Degrees between -{@code most} and {@code most}, exactly as written; with a decimal comma too. */
    public BigDecimal degrees(String column, int most) throws UnusableRow {
        String text = required(column);
        try {
            // Longer ones are no degrees, and a number with a large exponent takes for ever to compare.
            BigDecimal degrees = text.length() > LONGEST_NUMBER ? null : new BigDecimal(text.replace(',', '.'));
            if (degrees != null
                    && Math.abs((long) degrees.scale()) <= LONGEST_NUMBER
                    && degrees.abs().compareTo(BigDecimal.valueOf(most)) <= 0) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number that is out of range.
        }
        throw new UnusableRow(column + " " + UnusableRow.shown(text) + " is not between -" + most + " and " + most);
    }

    /** A whole number of 1 or more, written in any way ("1.0" too); null where the row does not say. */
    public @Nullable Integer count(String column) throws UnusableRow {
        String text = text(column);
        if (text == null) {
            return null;
        }
        try {
            int count = text.length() > 20 ? 0 : new BigDecimal(text).intValueExact();
            if (count >= 1) {
                return count;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Told below, as for a number that is too small.
        }
        throw new UnusableRow(column + " " + UnusableRow.shown(text) + " is no whole number of 1 or more");
    }

    /** A finite number of more than 0, with a decimal comma too, from the first of these columns that has one; null where the row says none. */
    public @Nullable Double positive(String... columns) {
        String text = text(columns);
        try {
            Double number = text == null ? null : Double.valueOf(text.replace(',', '.'));
            return number != null && Double.isFinite(number) && number > 0 ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether the column says true. */
    public boolean flag(String name) {
        String text = cell(name).toLowerCase(Locale.ROOT);
        return text.equals("true") || text.equals("1") || text.equals("yes") || text.equals("t");
    }

    /** Whether the table has such a column. */
    public boolean hasColumn(String name) {
        return columns.has(name);
    }

    /** With more cells than columns one can't tell which cell belongs to which column. */
    public void checkLength() throws UnusableRow {
        if (fault != null) {
            throw new UnusableRow(fault);
        }
        if (cells.size() > columns.count()) {
            throw new UnusableRow(
                    "has " + cells.size() + " cells, more than the " + columns.count() + " columns of the header");
        }
    }

    /** No field of a table is that long, and no text holds a NUL: the file was damaged, or is something else. */
    void checkCells(int longest) throws UnusableRow {
        for (String cell : cells) {
            if (cell.length() > longest) {
                throw new UnusableRow("has a cell of " + cell.length() + " characters, more than " + longest);
            }
            if (cell.indexOf('\0') >= 0) {
                throw new UnusableRow("holds a NUL byte: the file was damaged, or is no text");
            }
        }
    }

    /**
     * SHA-256 of all that the row says. Does not depend on the order of the columns, nor on columns that say nothing.
     * {@code kind} keeps rows of different tables apart.
     */
    public byte[] digest(String kind) {
        MessageDigest digest = sha256();
        digest.update(kind.getBytes(StandardCharsets.UTF_8));
        for (String name : columns.sorted) {
            String text = text(name);
            if (text != null) {
                digest.update((byte) 0x1e);
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0x1f);
                digest.update(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    /** The cell as it stands, without white space around it; empty where there is none. For words that {@link #text} takes as nothing. */
    public String cell(String name) {
        Integer index = columns.indexes.get(name);
        return index == null || index >= cells.size() ? "" : cells.get(index).strip();
    }

    /** The header of a table. */
    public static final class Columns {

        private final Map<String, Integer> indexes = new HashMap<>();
        private final List<String> sorted;
        private final Set<String> missingValues;
        private final int count;

        /**
         * @param names as they stand in the header; of equal ones the first holds
         * @param missingValues words that mean nothing in this table, beside the usual ones
         */
        public Columns(List<String> names, Set<String> missingValues) {
            for (int i = 0; i < names.size(); i++) {
                indexes.putIfAbsent(names.get(i).strip(), i);
            }
            this.count = names.size();
            this.missingValues = missingValues;
            this.sorted = new ArrayList<>(indexes.keySet());
            this.sorted.sort(Comparator.naturalOrder());
        }

        public int count() {
            return count;
        }

        public boolean has(String name) {
            return indexes.containsKey(name);
        }

        /** In alphabetical order. */
        public List<String> names() {
            return List.copyOf(sorted);
        }
    }
}
