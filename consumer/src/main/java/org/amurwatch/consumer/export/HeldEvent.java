package org.amurwatch.consumer.export;

import java.time.Instant;
import org.amurwatch.avro.Classification;
import org.amurwatch.event.Observation;

/**
 * An event as it is known.
 *
 * @param observation the statement that holds, with what people's verdicts made of it
 * @param receivedAt when our system accepted that statement
 */
record HeldEvent(Observation observation, Instant receivedAt) {

    /** The later of when the source stated it and when it was classified. */
    Instant statedAt() {
        Instant revision = observation.provenance().getRevision();
        Classification classification = observation.classification();
        Instant classified = classification == null ? null : classification.getAt();
        // A classification that claims to be later than its receipt says nothing about time.
        return classified == null || classified.isBefore(revision) || classified.isAfter(receivedAt)
                ? revision
                : classified;
    }
}
