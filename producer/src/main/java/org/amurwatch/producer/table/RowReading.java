package org.amurwatch.producer.table;

import java.util.List;
import org.amurwatch.failure.CommandFailure;

/**
 * What the rows of a format mean. It is given every row of every file in their order, and may keep some of it, but never so
 * much that memory grows with the file.
 */
public interface RowReading {

    /**
     * Looks at the header of a file: once before a row of any file is read, and again before its own rows.
     *
     * @throws CommandFailure (wrong usage) if this is not the table that is expected, or a column is missing: nothing at all is
     *     published. {@link Header#require} says it.
     */
    void begin(Header header, ImportedFile file);

    /**
     * Says what one row means, once it is sure that the row can be used: whatever was handed on stays.
     *
     * @throws UnusableRow with a sentence for the person who can mend the row; the import goes on
     */
    void read(Row row, ImportedFile file, RowOutcomes outcomes) throws UnusableRow;

    /** All files are read: what was kept may be handed on. */
    default void end(RowOutcomes outcomes) {}

    /** The header of a file. */
    record Header(String file, Row.Columns columns) {

        /**
         * @param alternatives names of which the table must have one; the first is the usual one
         * @throws CommandFailure (wrong usage) if it has none of them
         */
        public void require(String... alternatives) {
            if (List.of(alternatives).stream().noneMatch(columns::has)) {
                List<String> names = columns.names();
                String got = names.size() > 30 ? names.subList(0, 30) + "..." : names.toString();
                throw CommandFailure.usage(file + " has no column " + String.join(" or ", alternatives) + "; it has "
                        + (got.length() > 500 ? got.substring(0, 500) + "..." : got)
                        + ". Is it another table, or its delimiter another (--delimiter)?");
            }
        }
    }
}
