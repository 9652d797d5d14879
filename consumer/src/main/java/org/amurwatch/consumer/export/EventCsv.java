package org.amurwatch.consumer.export;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as CSV in UTF-8, with a header. */
final class EventCsv implements EventExport.EventFile {

    private final TableFile table;

    EventCsv(Path file) {
        this.table = TableFile.create(file, EventTables.COLUMNS);
    }

    @Override
    public void write(Map<String, @Nullable Object> values) {
        TableFile.Row row = table.row();
        values.forEach((column, value) -> row.set(column, cell(value)));
        row.write();
    }

    private static @Nullable Object cell(@Nullable Object value) {
        if (value instanceof Double number) {
            return Texts.plain(number);
        }
        // A spreadsheet would take a name that begins so for a formula.
        return value instanceof String text && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : value;
    }

    @Override
    public void close() {
        table.close();
    }
}
