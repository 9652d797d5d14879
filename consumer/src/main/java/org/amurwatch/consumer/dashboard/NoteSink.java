package org.amurwatch.consumer.dashboard;

import org.amurwatch.avro.IncidentNote;
import org.jspecify.annotations.Nullable;

/** Where notes go. */
@FunctionalInterface
interface NoteSink {

    /**
     * Answers whether the brokers have it for good; false: nobody knows, and it is to be given again.
     *
     * @param note null: the note of this key is erased
     */
    boolean store(String key, @Nullable IncidentNote note);
}
