package org.amurwatch.producer.simulation.sensors;

import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What is there to be noticed, in truth.
 *
 * @param shownIndividual the name that the register gives; may be wrong
 * @param individual who it truly is
 */
public record Seen(
        EventKind kind,
        Origin origin,
        int count,
        @Nullable String incursionId,
        @Nullable String scientificName,
        @Nullable String shownIndividual,
        @Nullable String individual) {

    /** People, their vehicles and dogs, shots, snares. */
    public static Seen of(EventKind kind, Origin origin, int count, @Nullable String incursionId) {
        return new Seen(kind, origin, count, incursionId, null, null, null);
    }

    public static Seen animal(
            Origin origin, int count, String scientificName, @Nullable String shown, @Nullable String individual) {
        return new Seen(EventKind.SIGHTING, origin, count, null, scientificName, shown, individual);
    }
}
