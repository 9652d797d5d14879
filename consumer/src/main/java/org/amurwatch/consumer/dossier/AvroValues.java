package org.amurwatch.consumer.dossier;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Avro records as values that JSON knows: each field under its name, times in UTC, enums by name. */
final class AvroValues {

    private AvroValues() {}

    static Map<String, @Nullable Object> of(IndexedRecord record) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            values.put(field.name(), value(record.get(field.pos())));
        }
        return values;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof IndexedRecord record) {
            return of(record);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(AvroValues::value).toList();
        }
        if (value instanceof Map<?, ?> map) {
            // In an order of their own, so that the same dossier is the same bytes.
            Map<String, @Nullable Object> values = new TreeMap<>();
            map.forEach((key, one) -> values.put(key.toString(), value(one)));
            return values;
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] content = new byte[bytes.remaining()];
            bytes.duplicate().get(content);
            return Base64.getEncoder().encodeToString(content);
        }
        return value.toString();
    }
}
