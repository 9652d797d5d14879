package org.amurwatch.consumer.dashboard.past;

import java.time.Instant;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.consumer.dashboard.past.PastStatement.Order;
import org.amurwatch.consumer.dashboard.past.PastStatement.Shown;
import org.amurwatch.consumer.dashboard.past.PastTables.Standing;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatchWithIndex;

/**
 * What one write changes. An event that moved to another territory stands in two partitions, which may be read in either
 * order: the later statement holds, and what is taken out of a place is taken out only where it stands in that place.
 */
final class PastWriting {

    private final PastStore store;
    private final WriteBatchWithIndex batch;
    private final Serializer<SectorEvent> events;
    private final Instant oldest;

    PastWriting(PastStore store, WriteBatchWithIndex batch, Serializer<SectorEvent> events, Instant oldest) {
        this.store = store;
        this.batch = batch;
        this.events = events;
        this.oldest = oldest;
    }

    void take(PastStatement statement) throws RocksDBException {
        byte[] key = PastTables.key(PastTables.STANDING, statement.id());
        byte @Nullable [] known = store.get(batch, key);
        @Nullable Standing standing = known == null ? null : Standing.of(known);
        Order order = statement.order();
        if (standing != null && !holds(statement, standing)) {
            return;
        }
        if (standing != null) {
            batch.delete(key);
            batch.delete(new PastKey(standing.observedAt(), statement.id()).bytes());
        }
        Shown shown = statement.shown();
        if (order != null && shown != null && !shown.observedAt().isBefore(oldest)) {
            batch.put(key, new Standing(shown.observedAt(), order, statement.place()).bytes());
            batch.put(
                    new PastKey(shown.observedAt(), statement.id()).bytes(),
                    PastTables.entry(shown.sector(), events.serialize("past", shown.event())));
        }
    }

    private static boolean holds(PastStatement statement, Standing standing) {
        Order order = statement.order();
        return order == null
                ? standing.place().equals(statement.place())
                : standing.order().compareTo(order) <= 0;
    }
}
