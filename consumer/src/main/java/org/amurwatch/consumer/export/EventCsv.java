package org.amurwatch.consumer.export;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as CSV (RFC 4180, UTF-8) with a header. */
final class EventCsv implements EventExport.EventFile {

    private final TableFile table;

    EventCsv(Path file) {
        this.table = TableFile.create(file, EventTables.COLUMNS);
    }

    @Override
    public void write(Map<String, @Nullable Object> values) {
        TableFile.Row row = table.row();
        values.forEach(
                (column, value) -> row.set(column, value instanceof Double number ? Texts.plain(number) : value));
        row.write();
    }

    @Override
    public void close() {
        table.close();
    }
}
