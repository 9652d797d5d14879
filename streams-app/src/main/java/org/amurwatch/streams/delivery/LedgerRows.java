package org.amurwatch.streams.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.DeliveryState;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The ledger's rows with the index of their due times: each row stands in the index once, at its due time. */
final class LedgerRows {

    private static final byte[] NOTHING = {};

    private final KeyValueStore<String, DeliveryState> ledger;
    private final KeyValueStore<Bytes, byte[]> index;

    LedgerRows(KeyValueStore<String, DeliveryState> ledger, KeyValueStore<Bytes, byte[]> index) {
        this.ledger = ledger;
        this.index = index;
    }

    @Nullable
    DeliveryState get(String deliveryId) {
        return ledger.get(deliveryId);
    }

    /** The rows that are due, those due first before the others, and at most {@code most}. */
    List<DeliveryState> due(Instant now, int most) {
        List<DeliveryState> due = new ArrayList<>();
        Bytes end = dueKey(now.toEpochMilli() + 1, "");
        try (KeyValueIterator<Bytes, byte[]> keys = index.range(null, end)) {
            while (keys.hasNext() && due.size() < most) {
                Bytes key = keys.next().key;
                DeliveryState row = key.equals(end) ? null : ledger.get(deliveryId(key));
                if (row != null) {
                    due.add(row);
                }
            }
        }
        return due;
    }

    /** Puts one row in the place of another of the same delivery; null: there is none. */
    void replace(@Nullable DeliveryState before, @Nullable DeliveryState after) {
        if (before != null && !before.equals(after)) {
            index.delete(dueKey(before));
        }
        if (after != null && !after.equals(before)) {
            ledger.put(after.getDelivery().getDeliveryId(), after);
            index.put(dueKey(after), NOTHING);
        }
        if (before != null && after == null) {
            ledger.delete(before.getDelivery().getDeliveryId());
        }
    }

    private static Bytes dueKey(DeliveryState row) {
        return dueKey(row.getDueAt().toEpochMilli(), row.getDelivery().getDeliveryId());
    }

    private static Bytes dueKey(long dueAt, String deliveryId) {
        byte[] id = deliveryId.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(dueAt)
                .put(id)
                .array());
    }

    private static String deliveryId(Bytes dueKey) {
        return new String(dueKey.get(), Long.BYTES, dueKey.get().length - Long.BYTES, StandardCharsets.UTF_8);
    }
}
