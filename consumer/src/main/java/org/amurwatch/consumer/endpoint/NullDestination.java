package org.amurwatch.consumer.endpoint;

/** Nobody: for canaries, which try the way and are to be told to nobody. */
public record NullDestination() implements Destination {

    public static final String CHANNEL = "null";

    @Override
    public String channel() {
        return CHANNEL;
    }
}
