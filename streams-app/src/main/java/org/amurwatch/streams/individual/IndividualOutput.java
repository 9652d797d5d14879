package org.amurwatch.streams.individual;

import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.Signal;
import org.jspecify.annotations.Nullable;

/** What the ledger's processor sends on. */
sealed interface IndividualOutput {

    /** @param status null: nothing is known of the animal under its id any more */
    record Status(@Nullable IndividualStatus status) implements IndividualOutput {}

    record Found(Signal signal) implements IndividualOutput {}
}
