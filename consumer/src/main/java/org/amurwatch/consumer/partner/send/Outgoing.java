package org.amurwatch.consumer.partner.send;

import org.amurwatch.avro.ReleasedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event to be sent.
 *
 * @param before what the partner has of it; null: nothing that is known here
 */
public record Outgoing(ReleasedEvent event, @Nullable Known before) {

    /** The id that the partner's system gave it; null where none is known. */
    public @Nullable String remoteId() {
        return before == null ? null : before.remoteId();
    }
}
