package org.amurwatch.consumer.dashboard.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.amurwatch.avro.Position;
import org.jspecify.annotations.Nullable;

/** Values as all of our JSON has them. */
final class Json {

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    /** Null where there is none. */
    static @Nullable ObjectNode position(@Nullable Position position) {
        return position == null
                ? null
                : object().put("latitude", position.getLatitude())
                        .put("longitude", position.getLongitude())
                        .put("uncertaintyMeters", position.getUncertaintyMetres());
    }
}
