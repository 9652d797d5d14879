package org.amurwatch.consumer.endpoint;

/**
 * One way to tell somebody.
 *
 * @param name what teams call it by
 * @param destination its channel, and where that sends to
 * @param exercise whether exercises may be sent to it
 * @param confidential whether exact places may be sent to it
 * @param privateNetwork whether it may be on this machine or in a private network
 */
public record Endpoint(
        String name, Destination destination, boolean exercise, boolean confidential, boolean privateNetwork) {

    /** Whether messages travel unencrypted over a network. */
    public boolean isPlainOverNetwork() {
        return destination.isPlainOverNetwork();
    }

    @Override
    public String toString() {
        return "endpoint " + name;
    }
}
