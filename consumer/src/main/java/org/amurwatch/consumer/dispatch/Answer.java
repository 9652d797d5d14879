package org.amurwatch.consumer.dispatch;

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
record Answer(
        DeliveryOutcome outcome,
        @Nullable Integer status,
        @Nullable String reason,
        @Nullable Long retryAfterMillis) {

    static Answer of(DeliveryOutcome outcome, String reason) {
        return new Answer(outcome, null, reason, null);
    }
}
