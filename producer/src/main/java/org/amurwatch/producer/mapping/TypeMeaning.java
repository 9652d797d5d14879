package org.amurwatch.producer.mapping;

import org.amurwatch.avro.AlertKind;
import org.jspecify.annotations.Nullable;

/** What another system's type of event means here. */
public sealed interface TypeMeaning {

    /** A sign of a human threat. */
    record Alert(AlertKind kind) implements TypeMeaning {}

    /**
     * An animal was observed.
     *
     * @param scientificName what it is, where the type itself says so; null where the event does
     */
    record Animal(@Nullable String scientificName) implements TypeMeaning {}

    /** Nothing that Amur Watch takes, by decision of who wrote the mapping: counted, and left out. */
    record Ignored() implements TypeMeaning {}
}
