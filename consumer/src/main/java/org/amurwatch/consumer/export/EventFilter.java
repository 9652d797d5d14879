package org.amurwatch.consumer.export;

import java.time.Instant;
import org.amurwatch.event.Observation;
import org.amurwatch.event.Observation.OfSighting;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; null: any.
 *
 * @param from first moment
 * @param until first moment that is not wanted any more
 * @param type {@code sighting} or {@code poaching-alert}
 * @param species scientific name, in any case; then no poaching alerts
 */
record EventFilter(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String territory,
        @Nullable String type,
        @Nullable String species,
        @Nullable String source) {

    /** Whether an event is wanted, but for its territory. */
    boolean wants(Observation event) {
        return (from == null || !event.observedAt().isBefore(from))
                && (until == null || event.observedAt().isBefore(until))
                && (type == null || type.equals(type(event)))
                && (source == null || source.equals(event.provenance().getSourceId()))
                && (species == null
                        || (event instanceof OfSighting animal
                                && species.equalsIgnoreCase(animal.sighting().getScientificName())));
    }

    boolean wantsTerritory(String id) {
        return territory == null || territory.equals(id);
    }

    static String type(Observation event) {
        return event instanceof OfSighting ? "sighting" : "poaching-alert";
    }

    /** What is wanted, as options say it. */
    String words() {
        return word("--from", from)
                + word("--until", until)
                + word("--territory", territory)
                + word("--type", type)
                + word("--species", species)
                + word("--source", source);
    }

    private static String word(String option, @Nullable Object value) {
        return value == null ? "" : " " + option + " " + value;
    }
}
