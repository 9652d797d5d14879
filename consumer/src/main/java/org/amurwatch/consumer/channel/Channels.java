package org.amurwatch.consumer.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.endpoint.Destination;
import org.amurwatch.consumer.endpoint.Endpoint;

/** All channels; an attempt goes to that of its endpoint. */
public final class Channels implements AutoCloseable {

    private final Map<Class<? extends Destination>, Channel<?>> channels = new LinkedHashMap<>();

    /** Adds the channel for one kind of destination; to be called before the first attempt. */
    public <D extends Destination> Channels with(Class<D> kind, Channel<D> channel) {
        channels.put(kind, channel);
        return this;
    }

    /** As {@link Channel#attempt}. */
    public Answer attempt(Endpoint endpoint, AlertDelivery delivery) {
        return attempt(endpoint, endpoint.destination(), delivery);
    }

    private <D extends Destination> Answer attempt(Endpoint endpoint, D destination, AlertDelivery delivery) {
        // What stands under a class is the channel for it: with() takes no other.
        @SuppressWarnings("unchecked")
        Channel<D> channel = (Channel<D>) channels.get(destination.getClass());
        if (channel == null) {
            return Answer.of(
                    DeliveryOutcome.FAILED, "This dispatch sends nothing by channel '" + destination.channel() + "'.");
        }
        return channel.attempt(endpoint, destination, delivery);
    }

    @Override
    public void close() {
        channels.values().forEach(Channel::close);
    }
}
