package org.amurwatch.producer.simulation;

import org.jspecify.annotations.Nullable;

/**
 * Ground truth of one event.
 *
 * @param eventId of the {@link SimulatedEvent}
 * @param incursionId if the origin is INCURSION
 * @param individualId which leopard or tiger it truly was
 */
public record Cause(
        String eventId,
        Origin origin,
        @Nullable String incursionId,
        @Nullable String individualId) {}
