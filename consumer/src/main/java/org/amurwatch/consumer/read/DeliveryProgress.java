package org.amurwatch.consumer.read;

import java.time.Instant;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOrder;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.jspecify.annotations.Nullable;

/**
 * How far one delivery (an alert to an endpoint) has come.
 *
 * @param delivery its last attempt, as the ledger asked for it
 * @param receipt the receipt that tells most: DELIVERED if there ever was one, else that of the last attempt answered
 * @param told that somebody read it out, where somebody says so
 */
public record DeliveryProgress(
        AlertDelivery delivery,
        @Nullable DeliveryReceipt receipt,
        @Nullable DeliveryOrder told) {

    /** One that nobody has read out. */
    public DeliveryProgress(AlertDelivery delivery, @Nullable DeliveryReceipt receipt) {
        this(delivery, receipt, null);
    }

    /** Stands where no outcome does yet: an attempt is on its way. */
    public static final String PENDING = "PENDING";

    /**
     * The outcome's name, or {@link #PENDING}. What was not delivered when it had become too late counts as EXPIRED, even
     * if the last receipt asked for another attempt.
     */
    public String outcome(Instant now) {
        if (told != null || (receipt != null && receipt.getOutcome() == DeliveryOutcome.DELIVERED)) {
            return DeliveryOutcome.DELIVERED.name();
        }
        DeliveryOutcome answered = answered();
        if ((answered == null || isOpen(answered)) && now.isAfter(delivery.getNotAfter())) {
            return DeliveryOutcome.EXPIRED.name();
        }
        return answered == null ? PENDING : answered.name();
    }

    /** How the last attempt ended; null while it is under way. */
    private @Nullable DeliveryOutcome answered() {
        DeliveryReceipt last = receipt;
        return last == null || last.getAttempt() < delivery.getAttempt() ? null : last.getOutcome();
    }

    private static boolean isOpen(DeliveryOutcome outcome) {
        return outcome == DeliveryOutcome.RETRY
                || outcome == DeliveryOutcome.DEFERRED
                || outcome == DeliveryOutcome.LISTED;
    }
}
