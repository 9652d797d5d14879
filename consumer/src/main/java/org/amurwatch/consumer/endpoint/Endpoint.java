package org.amurwatch.consumer.endpoint;

/**
 * One way to tell somebody.
 *
 * @param name what teams call it by
 * @param destination its channel, and where that sends to
 * @param exercise whether exercises may be sent to it
 * @param confidential whether exact places may be sent to it
 * @param privateNetwork whether it may be on this machine or in a private network
 * @param replies whether the file says how its recipient writes back
 */
public record Endpoint(
        String name,
        Destination destination,
        boolean exercise,
        boolean confidential,
        boolean privateNetwork,
        boolean replies) {

    /** One whose recipient can't write back. */
    public Endpoint(
            String name, Destination destination, boolean exercise, boolean confidential, boolean privateNetwork) {
        this(name, destination, exercise, confidential, privateNetwork, false);
    }

    /** Whether messages travel unencrypted over a network. */
    public boolean isPlainOverNetwork() {
        return destination.isPlainOverNetwork();
    }

    @Override
    public String toString() {
        return "endpoint " + name;
    }
}
