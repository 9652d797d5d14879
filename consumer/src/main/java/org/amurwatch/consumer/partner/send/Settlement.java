package org.amurwatch.consumer.partner.send;

import org.jspecify.annotations.Nullable;

/**
 * How it ended that one event was sent.
 *
 * @param delivered true: the partner has it; false: it will never take it
 * @param remoteId the id that the partner's system gave it, where one is known
 * @param reason why it was refused: a sentence that names no place; null once delivered
 */
public record Settlement(
        boolean delivered,
        @Nullable String remoteId,
        @Nullable String reason) {

    public static Settlement delivered(@Nullable String remoteId) {
        return new Settlement(true, remoteId, null);
    }

    public static Settlement refused(String reason) {
        return new Settlement(false, null, reason);
    }
}
