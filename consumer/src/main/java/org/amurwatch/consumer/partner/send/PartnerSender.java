package org.amurwatch.consumer.partner.send;

import java.util.List;

/** Sends to one partner. Never throws for what a partner or a network does. Called by one thread at a time. */
public interface PartnerSender extends AutoCloseable {

    /** How many events one attempt takes at most. */
    int most();

    /**
     * Makes one attempt, which ends by itself within seconds.
     *
     * @param events 1 to {@link #most()} of them, of which no two are the same event; in the order in which they are to arrive
     */
    Attempt send(List<Outgoing> events);

    @Override
    default void close() {
        // Most hold nothing open.
    }
}
