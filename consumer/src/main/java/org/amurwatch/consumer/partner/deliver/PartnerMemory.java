package org.amurwatch.consumer.partner.deliver;

import java.util.HashMap;
import java.util.Map;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.avro.ReceiptOutcome;
import org.amurwatch.consumer.partner.send.Known;
import org.jspecify.annotations.Nullable;

/**
 * What one partner is known to have, by its receipts: some 200 bytes of memory for each event of the 400 days that receipts are
 * kept. For one thread.
 */
public final class PartnerMemory {

    private final Map<String, Known> byEvent = new HashMap<>();

    /** Takes a receipt; an id once given by the partner's system stays known. */
    public void take(PartnerReceipt receipt) {
        byEvent.merge(receipt.getEventId(), known(receipt), (before, now) -> {
            if (now.version() < before.version()) {
                return before;
            }
            return new Known(
                    now.version(), now.delivered(), now.remoteId() == null ? before.remoteId() : now.remoteId());
        });
    }

    private static Known known(PartnerReceipt receipt) {
        return new Known(receipt.getVersion(), receipt.getOutcome() == ReceiptOutcome.DELIVERED, receipt.getRemoteId());
    }

    /** What is known of an event; null: nothing. */
    public @Nullable Known of(String eventId) {
        return byEvent.get(eventId);
    }

    /** Forgets all, to be told anew. */
    public void clear() {
        byEvent.clear();
    }
}
