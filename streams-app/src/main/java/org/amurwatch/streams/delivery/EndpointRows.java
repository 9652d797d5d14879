package org.amurwatch.streams.delivery;

import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.EndpointState;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** How the endpoints of teams do; one that does well has no row. */
final class EndpointRows {

    // No name holds it.
    private static final char END = '\0';

    private final KeyValueStore<String, EndpointState> states;

    EndpointRows(KeyValueStore<String, EndpointState> states) {
        this.states = states;
    }

    /** The row of an endpoint, whose team its last alert names. */
    record Row(String endpoint, EndpointState state) {}

    @Nullable
    EndpointState get(String team, String endpoint) {
        return states.get(key(team, endpoint));
    }

    void put(String team, String endpoint, EndpointState state) {
        states.put(key(team, endpoint), state);
    }

    /** What it was; null: there was none. */
    @Nullable
    EndpointState remove(String team, String endpoint) {
        return states.delete(key(team, endpoint));
    }

    List<Row> all() {
        List<Row> rows = new ArrayList<>();
        try (KeyValueIterator<String, EndpointState> entries = states.all()) {
            while (entries.hasNext()) {
                KeyValue<String, EndpointState> entry = entries.next();
                rows.add(new Row(entry.key.substring(entry.key.indexOf(END) + 1), entry.value));
            }
        }
        return rows;
    }

    private static String key(String team, String endpoint) {
        return team + END + endpoint;
    }
}
