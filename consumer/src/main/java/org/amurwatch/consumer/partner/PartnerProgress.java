package org.amurwatch.consumer.partner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.avro.ReceiptOutcome;
import org.amurwatch.avro.ReleasedEvent;
import org.jspecify.annotations.Nullable;

/** How far each partner has come, made from agreements, receipts and what is released; pure. */
final class PartnerProgress {

    static final List<String> COLUMNS =
            List.of("partner", "name", "waiting", "delivered", "lastDelivered", "refused", "lastRefusal");
    static final List<String> REFUSAL_COLUMNS = List.of("partner", "event", "version", "at", "reason");

    private final Map<String, Agreement> agreements = new TreeMap<>();
    private final Map<String, PartnerReceipt> receipts = new LinkedHashMap<>();
    private final Map<String, Integer> waiting = new TreeMap<>();

    /** Takes an agreement that is in force. */
    void agreed(Agreement agreement) {
        agreements.put(agreement.getId(), agreement);
    }

    /** Takes a receipt; the last of an event holds. */
    void settled(PartnerReceipt receipt) {
        receipts.put(receipt.getPartnerId() + "/" + receipt.getEventId(), receipt);
    }

    /** Says that a group reads for this partner, which may have nothing to wait for. */
    void follows(String partnerId) {
        waiting.putIfAbsent(partnerId, 0);
    }

    /** Takes an event that the partner's group has not passed. */
    void waits(ReleasedEvent event) {
        waiting.merge(event.getAgreementId(), 1, Integer::sum);
    }

    /** Ids of all that are known of. */
    List<String> partnerIds() {
        TreeMap<String, Boolean> ids = new TreeMap<>();
        agreements.keySet().forEach(id -> ids.put(id, true));
        receipts.values().forEach(receipt -> ids.put(receipt.getPartnerId(), true));
        return List.copyOf(ids.keySet());
    }

    /** A row for each partner; without a number of waiting ones where no group ever read for it. */
    List<Map<String, @Nullable Object>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (String id : partnerIds()) {
            List<PartnerReceipt> own = receipts.values().stream()
                    .filter(receipt -> receipt.getPartnerId().equals(id))
                    .toList();
            Agreement agreement = agreements.get(id);
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("partner", id);
            row.put("name", agreement == null ? null : agreement.getName());
            row.put("waiting", waiting.get(id));
            row.put("delivered", count(own, ReceiptOutcome.DELIVERED));
            row.put("lastDelivered", text(last(own, ReceiptOutcome.DELIVERED)));
            row.put("refused", count(own, ReceiptOutcome.REFUSED));
            PartnerReceipt refusal = last(own, ReceiptOutcome.REFUSED);
            row.put("lastRefusal", refusal == null ? null : refusal.getDetail());
            rows.add(row);
        }
        return rows;
    }

    /** A row for each event that is refused as things stand, the oldest first. */
    List<Map<String, @Nullable Object>> refusals() {
        return receipts.values().stream()
                .filter(receipt -> receipt.getOutcome() == ReceiptOutcome.REFUSED)
                .sorted(Comparator.comparing(PartnerReceipt::getAt))
                .map(PartnerProgress::refusal)
                .toList();
    }

    private static Map<String, @Nullable Object> refusal(PartnerReceipt receipt) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("partner", receipt.getPartnerId());
        row.put("event", receipt.getEventId());
        row.put("version", receipt.getVersion());
        row.put("at", receipt.getAt().toString());
        row.put("reason", receipt.getDetail());
        return row;
    }

    private static int count(List<PartnerReceipt> receipts, ReceiptOutcome outcome) {
        return (int) receipts.stream()
                .filter(receipt -> receipt.getOutcome() == outcome)
                .count();
    }

    private static @Nullable PartnerReceipt last(List<PartnerReceipt> receipts, ReceiptOutcome outcome) {
        return receipts.stream()
                .filter(receipt -> receipt.getOutcome() == outcome)
                .max(Comparator.comparing(PartnerReceipt::getAt))
                .orElse(null);
    }

    private static @Nullable String text(@Nullable PartnerReceipt receipt) {
        Instant at = receipt == null ? null : receipt.getAt();
        return at == null ? null : at.toString();
    }
}
