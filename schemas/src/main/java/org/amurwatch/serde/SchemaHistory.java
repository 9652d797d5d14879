package org.amurwatch.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Every schema that was ever released, kept with the code as {@code schema-history/RECORD/vN.avsc}: what compatibility is
 * checked against, and what old states are read with.
 */
public final class SchemaHistory {

    private SchemaHistory() {}

    /** The released schemas of one record, oldest first; empty for a record that was never released. */
    public static List<Schema> of(Class<?> type) {
        List<Schema> versions = new ArrayList<>();
        for (int version = 1; ; version++) {
            Schema schema = read(path(type, version));
            if (schema == null) {
                return versions;
            }
            versions.add(schema);
        }
    }

    /** The resource that holds a version of a record's schema. */
    public static String path(Class<?> type, int version) {
        return "/schema-history/" + type.getSimpleName() + "/v" + version + ".avsc";
    }

    static SchemaStore storeOf(Class<?> type) {
        SchemaStore.Cache store = new SchemaStore.Cache();
        of(type).forEach(store::addSchema);
        store.addSchema(SpecificData.get().getSchema(type));
        return store;
    }

    private static @Nullable Schema read(String path) {
        try (InputStream in = SchemaHistory.class.getResourceAsStream(path)) {
            return in == null ? null : new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the resource " + path + ".", e);
        }
    }
}
