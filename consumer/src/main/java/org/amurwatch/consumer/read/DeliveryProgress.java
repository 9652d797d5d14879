package org.amurwatch.consumer.read;

import java.time.Instant;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.jspecify.annotations.Nullable;

/**
 * How far one delivery (an alert to an endpoint) has come.
 *
 * @param delivery its last attempt, as the ledger asked for it
 * @param receipt the receipt that tells most: DELIVERED if there ever was one, else that of the last attempt answered
 */
public record DeliveryProgress(
        AlertDelivery delivery, @Nullable DeliveryReceipt receipt) {

    /** Stands where no outcome does yet: an attempt is on its way. */
    public static final String PENDING = "PENDING";

    /**
     * The outcome's name, or {@link #PENDING}. What was not delivered when it had become too late counts as EXPIRED, even
     * if the last receipt asked for another attempt.
     */
    public String outcome(Instant now) {
        DeliveryReceipt last = receipt;
        if (last != null
                && last.getOutcome() != DeliveryOutcome.RETRY
                && last.getOutcome() != DeliveryOutcome.DEFERRED) {
            return last.getOutcome().name();
        }
        if (now.isAfter(delivery.getNotAfter())) {
            return DeliveryOutcome.EXPIRED.name();
        }
        return last == null || last.getAttempt() < delivery.getAttempt()
                ? PENDING
                : last.getOutcome().name();
    }
}
