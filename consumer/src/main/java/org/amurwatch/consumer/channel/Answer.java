package org.amurwatch.consumer.channel;

import org.amurwatch.avro.DeliveryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended.
 *
 * @param outcome what the ledger is to make of it
 * @param status HTTP status, where one came
 * @param reason why, in a sentence without address or secret; null for DELIVERED
 * @param retryAfterMillis how long the receiver asked to wait, in milliseconds
 */
public record Answer(
        DeliveryOutcome outcome,
        @Nullable Integer status,
        @Nullable String reason,
        @Nullable Long retryAfterMillis) {

    /** The receiver has it. */
    public static Answer delivered(@Nullable Integer status) {
        return new Answer(DeliveryOutcome.DELIVERED, status, null, null);
    }

    public static Answer of(DeliveryOutcome outcome, String reason) {
        return new Answer(outcome, null, reason, null);
    }
}
