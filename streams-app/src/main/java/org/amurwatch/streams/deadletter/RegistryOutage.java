package org.amurwatch.streams.deadletter;

import org.apache.kafka.streams.errors.StreamsException;

/** What a good record leads to can't be written now: the registry is away, or our schemas are not in it yet. */
public final class RegistryOutage extends StreamsException {

    private static final long serialVersionUID = 1L;

    public RegistryOutage(Throwable cause) {
        super(
                "Can't get the id of an output's schema: the schema registry is away, or the schemas are not registered"
                        + " ('./amurwatch schemas register').",
                cause);
    }
}
