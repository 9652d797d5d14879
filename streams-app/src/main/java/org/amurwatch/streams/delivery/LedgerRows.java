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

/**
 * The ledger's rows with two indexes: of due times, where each row stands once, and of order, where each row that is not over
 * stands once, by endpoint, incident and number of the message.
 */
final class LedgerRows {

    private static final byte[] NOTHING = {};
    // No name and no id holds it.
    private static final char END = '\0';

    private final KeyValueStore<String, DeliveryState> ledger;
    private final KeyValueStore<Bytes, byte[]> due;
    private final KeyValueStore<Bytes, byte[]> order;

    LedgerRows(
            KeyValueStore<String, DeliveryState> ledger,
            KeyValueStore<Bytes, byte[]> due,
            KeyValueStore<Bytes, byte[]> order) {
        this.ledger = ledger;
        this.due = due;
        this.order = order;
    }

    @Nullable
    DeliveryState get(String deliveryId) {
        return ledger.get(deliveryId);
    }

    /** The rows that are due, those due first before the others, and at most {@code most}. */
    List<DeliveryState> due(Instant now, int most) {
        List<DeliveryState> rows = new ArrayList<>();
        Bytes end = dueKey(now.toEpochMilli() + 1, "");
        try (KeyValueIterator<Bytes, byte[]> keys = due.range(null, end)) {
            while (keys.hasNext() && rows.size() < most) {
                Bytes key = keys.next().key;
                DeliveryState row = key.equals(end) ? null : ledger.get(text(key, Long.BYTES));
                if (row != null) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** Rows that are not over, of the same endpoint and incident as this one, in the order of their messages; it may be one of them. */
    List<DeliveryState> openBeside(DeliveryState row) {
        return open(prefix(row));
    }

    /** Rows that are not over, of an endpoint. */
    List<DeliveryState> openOf(String endpoint) {
        return open(endpoint + END);
    }

    private List<DeliveryState> open(String prefix) {
        byte[] begin = prefix.getBytes(StandardCharsets.UTF_8);
        List<DeliveryState> rows = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> keys =
                order.range(Bytes.wrap(begin), Bytes.increment(Bytes.wrap(begin)))) {
            while (keys.hasNext()) {
                String key = text(keys.next().key, 0);
                DeliveryState row = key.startsWith(prefix) ? ledger.get(key.substring(key.lastIndexOf(END) + 1)) : null;
                if (row != null) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** Puts one row in the place of another of the same delivery; null: there is none. */
    void replace(@Nullable DeliveryState before, @Nullable DeliveryState after) {
        if (before != null && !before.equals(after)) {
            due.delete(dueKey(before));
        }
        if (after != null && !after.equals(before)) {
            ledger.put(id(after), after);
            due.put(dueKey(after), NOTHING);
        }
        if (before != null && after == null) {
            ledger.delete(id(before));
        }
        if (before != null && before.getOutcome() == null && (after == null || after.getOutcome() != null)) {
            order.delete(orderKey(before));
        }
        if (after != null && after.getOutcome() == null && (before == null || before.getOutcome() != null)) {
            order.put(orderKey(after), NOTHING);
        }
    }

    private static String id(DeliveryState row) {
        return row.getDelivery().getDeliveryId();
    }

    private static Bytes dueKey(DeliveryState row) {
        return dueKey(row.getDueAt().toEpochMilli(), id(row));
    }

    private static Bytes dueKey(long dueAt, String deliveryId) {
        byte[] id = deliveryId.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(dueAt)
                .put(id)
                .array());
    }

    /** What belongs to no incident stands by itself. */
    private static String prefix(DeliveryState row) {
        String incident = row.getDelivery().getAlert().getIncidentId();
        return row.getDelivery().getEndpoint() + END + (incident == null ? id(row) : incident) + END;
    }

    private static Bytes orderKey(DeliveryState row) {
        String number = String.format("%010d", row.getDelivery().getAlert().getSequence());
        return Bytes.wrap((prefix(row) + number + END + id(row)).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Bytes key, int from) {
        return new String(key.get(), from, key.get().length - from, StandardCharsets.UTF_8);
    }
}
