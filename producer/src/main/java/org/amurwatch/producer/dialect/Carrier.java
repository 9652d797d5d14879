package org.amurwatch.producer.dialect;

import org.jspecify.annotations.Nullable;

/** Whom a tracker is with. */
public sealed interface Carrier {

    /** A team on patrol: its positions are those of the team. */
    record Team(String teamId) implements Carrier {}

    /**
     * An animal with a collar.
     *
     * @param scientificName null where nobody says
     * @param individualId which one; null where nobody says
     */
    record Animal(@Nullable String scientificName, @Nullable String individualId) implements Carrier {}

    /** Nobody whose positions are taken: a vehicle of the office, say. */
    record Nobody() implements Carrier {}
}
