package org.amurwatch.consumer.channel;

import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.consumer.endpoint.Destination;
import org.amurwatch.consumer.endpoint.Endpoint;

/**
 * One way in which people are told.
 *
 * @param <D> what it knows of whom to tell
 */
@FunctionalInterface
public interface Channel<D extends Destination> extends AutoCloseable {

    /**
     * Makes one attempt to deliver one alert to one endpoint. It ends within the channel's deadline whatever the receiver
     * does, and throws for nothing that a receiver or a network does: that is an answer. An interrupt ends it at once, with
     * an answer too. Called by several threads, for one endpoint by one at a time.
     *
     * @param destination the endpoint's
     */
    Answer attempt(Endpoint endpoint, D destination, AlertDelivery delivery);

    /** Ends what it keeps open; attempts that are being made end soon. */
    @Override
    default void close() {}
}
