package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.amurwatch.avro.HistoryEntry;
import org.amurwatch.avro.IncidentEntry;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PlaceTraffic;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The rows of the sectors of one task: keys begin with the sector, so that one sector is read by range. */
final class IncidentStores {

    /** Ends the sector's name in a key; {@link #AFTER_SEPARATOR} is the next character. */
    private static final char SEPARATOR = '\n';

    private static final char AFTER_SEPARATOR = '\u000b';

    private final KeyValueStore<String, HistoryEntry> history;
    private final KeyValueStore<String, IncidentEntry> incidents;
    private final KeyValueStore<String, PlaceTraffic> traffic;
    private final KeyValueStore<String, PatrolPosition> positions;

    IncidentStores(ProcessorContext<?, ?> context) {
        this.history = context.getStateStore(IncidentTopology.HISTORY);
        this.incidents = context.getStateStore(IncidentTopology.INCIDENTS);
        this.traffic = context.getStateStore(IncidentTopology.TRAFFIC);
        this.positions = context.getStateStore(IncidentTopology.POSITIONS);
    }

    /** The sectors in which something is due, and when first. Hands out, too, up to when each incident was decided on. */
    Map<String, Instant> due(Consumer<Instant> decidedAt) {
        Map<String, Instant> due = new TreeMap<>();
        try (KeyValueIterator<String, IncidentEntry> rows = incidents.all()) {
            rows.forEachRemaining(row -> {
                decidedAt.accept(row.value.getIncident().getChangedAt());
                Instant at = row.value.getDueAt();
                if (at != null) {
                    String sectorId = row.key.substring(0, row.key.indexOf(SEPARATOR));
                    due.merge(sectorId, at, (one, other) -> one.isBefore(other) ? one : other);
                }
            });
        }
        return due;
    }

    /** Reads all rows of a sector into its engine. */
    void restore(String sectorId, SectorEngine engine) {
        each(traffic, sectorId, engine::restore);
        each(positions, sectorId, engine::restore);
        each(incidents, sectorId, engine::restore);
        each(history, sectorId, engine::restore);
        engine.restored();
    }

    private static <V> void each(KeyValueStore<String, V> store, String sectorId, Consumer<V> taken) {
        try (KeyValueIterator<String, V> rows = store.range(sectorId + SEPARATOR, sectorId + AFTER_SEPARATOR)) {
            rows.forEachRemaining(row -> taken.accept(row.value));
        }
    }

    void write(String sectorId, Effects effects) {
        write(history, sectorId, effects.history());
        write(incidents, sectorId, effects.entries());
        write(traffic, sectorId, effects.traffic());
        write(positions, sectorId, effects.positions());
    }

    private static <V> void write(
            KeyValueStore<String, V> store, String sectorId, Map<String, ? extends @Nullable V> rows) {
        rows.forEach((key, row) -> {
            if (row == null) {
                store.delete(sectorId + SEPARATOR + key);
            } else {
                store.put(sectorId + SEPARATOR + key, row);
            }
        });
    }
}
