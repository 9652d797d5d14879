package org.amurwatch.consumer.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryReceipt;
import org.jspecify.annotations.Nullable;

/** All attempts of one delivery with what became of each, put together in whatever order they are read. */
final class DeliveryHistory {

    private final TreeMap<Integer, Attempt> attempts = new TreeMap<>();
    private final Deliveries deliveries = new Deliveries(1);

    /** What is known of one attempt; of one whose request has been deleted the receipt alone. */
    private static final class Attempt {
        private @Nullable Instant askedAt;
        private final List<DeliveryReceipt> receipts = new ArrayList<>();
    }

    /** @param askedAtMillis when the ledger asked for it, milliseconds of the epoch */
    void asked(AlertDelivery delivery, long askedAtMillis) {
        deliveries.add(delivery);
        attempt(delivery.getAttempt()).askedAt = Instant.ofEpochMilli(askedAtMillis);
    }

    void answered(DeliveryReceipt receipt) {
        deliveries.add(receipt);
        attempt(receipt.getAttempt()).receipts.add(receipt);
    }

    private Attempt attempt(int number) {
        return attempts.computeIfAbsent(number, none -> new Attempt());
    }

    /** How far it has come; empty for a delivery that is not known, or no longer. */
    Optional<DeliveryProgress> progress() {
        return deliveries.all().stream().findFirst();
    }

    /** A row for each answer to an attempt, and one for each attempt without an answer; the oldest first. */
    List<Map<String, @Nullable Object>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        attempts.forEach((number, attempt) -> {
            if (attempt.receipts.isEmpty()) {
                rows.add(row(number, attempt, null));
            }
            attempt.receipts.forEach(receipt -> rows.add(row(number, attempt, receipt)));
        });
        return rows;
    }

    private static Map<String, @Nullable Object> row(int number, Attempt attempt, @Nullable DeliveryReceipt receipt) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("attempt", number);
        row.put("askedAt", attempt.askedAt == null ? null : attempt.askedAt.toString());
        row.put("attemptedAt", receipt == null ? null : receipt.getAttemptedAt().toString());
        row.put("tookMillis", receipt == null ? null : receipt.getTookMillis());
        row.put("outcome", receipt == null ? null : receipt.getOutcome().name());
        row.put("status", receipt == null ? null : receipt.getStatus());
        row.put("reason", receipt == null ? null : receipt.getReason());
        row.put("retryAfterMillis", receipt == null ? null : receipt.getRetryAfterMillis());
        return row;
    }
}
