package org.amurwatch.consumer.read;

import static java.util.stream.Collectors.groupingBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOrder;
import org.amurwatch.avro.DeliveryOrderKind;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;

/**
 * All deliveries with their receipts, put together from the two topics in whatever order these are read. Not for several
 * threads.
 */
public final class Deliveries {

    private final Map<String, AlertDelivery> attempts;
    private final Map<String, DeliveryReceipt> receipts;
    private final Map<String, DeliveryOrder> told;

    /** @param limit how many deliveries are remembered; the oldest go first */
    public Deliveries(int limit) {
        this.attempts = new Newest<>(limit);
        this.receipts = new Newest<>(limit);
        this.told = new Newest<>(limit);
    }

    public void add(AlertDelivery attempt) {
        attempts.merge(
                attempt.getDeliveryId(),
                attempt,
                (known, next) -> next.getAttempt() >= known.getAttempt() ? next : known);
    }

    public void add(DeliveryReceipt receipt) {
        receipts.merge(receipt.getDeliveryId(), receipt, Deliveries::tellingMore);
    }

    /** What somebody wants of one: that it was told counts, the first time. */
    public void add(DeliveryOrder order) {
        if (order.getKind() == DeliveryOrderKind.TOLD) {
            told.putIfAbsent(order.getDeliveryId(), order);
        }
    }

    /** In the order in which they were first read. */
    public List<DeliveryProgress> all() {
        return attempts.values().stream()
                .map(attempt -> new DeliveryProgress(
                        attempt, receipts.get(attempt.getDeliveryId()), told.get(attempt.getDeliveryId())))
                .toList();
    }

    /** {@link #all}, by the ids of their alerts. */
    public Map<String, List<DeliveryProgress>> byAlert() {
        return all().stream()
                .collect(groupingBy(progress -> progress.delivery().getAlert().getAlertId()));
    }

    private static DeliveryReceipt tellingMore(DeliveryReceipt known, DeliveryReceipt next) {
        if (known.getOutcome() == DeliveryOutcome.DELIVERED) {
            return known;
        }
        return next.getOutcome() == DeliveryOutcome.DELIVERED || next.getAttempt() >= known.getAttempt() ? next : known;
    }

    /** Keeps the newest entries. */
    private static final class Newest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;
        private final int limit;

        Newest(int limit) {
            this.limit = limit;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > limit;
        }
    }
}
