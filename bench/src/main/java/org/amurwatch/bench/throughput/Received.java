package org.amurwatch.bench.throughput;

import java.time.Instant;
import org.amurwatch.avro.SectorEvent;

/**
 * A record of sector.events, and when it was received.
 *
 * @param receivedAt the record's timestamp
 */
record Received(SectorEvent event, Instant receivedAt) {

    /** Whether it stays in the history of its sector; what is no observation does not. */
    boolean isObservation() {
        return event.getObservation() != null;
    }
}
