package org.amurwatch.producer.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a table is written.
 *
 * @param delimiter between cells; null: comma, semicolon or tabulator, whichever the header has most of
 * @param encoding of its text; a byte order mark wins over it
 * @param missingValues words that mean nothing, beside the usual ones
 */
public record TableForm(@Nullable Character delimiter, char quote, Charset encoding, Set<String> missingValues) {

    public TableForm {
        missingValues = Set.copyOf(missingValues);
    }

    /** UTF-8, with the delimiter that the header shows. */
    public static TableForm usual() {
        return new TableForm(null, '"', StandardCharsets.UTF_8, Set.of());
    }
}
