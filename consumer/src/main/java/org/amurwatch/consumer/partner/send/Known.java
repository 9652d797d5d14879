package org.amurwatch.consumer.partner.send;

import org.jspecify.annotations.Nullable;

/**
 * What a partner is known to have of an event, by our receipts.
 *
 * @param version the last that was settled
 * @param delivered whether the partner took it; else it refused it
 * @param remoteId the id that the partner's system gave the event, now or with an earlier version
 */
public record Known(
        int version, boolean delivered, @Nullable String remoteId) {}
