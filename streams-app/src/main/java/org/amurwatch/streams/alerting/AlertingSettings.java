package org.amurwatch.streams.alerting;

import java.time.Instant;

/**
 * Settings of {@link AlertingTopology}.
 *
 * @param silentBefore events received before this page nobody: a generation that was rebuilt decides again what the
 *     earlier one has decided, and nobody is to be told twice. {@link Instant#EPOCH} in a first generation.
 */
public record AlertingSettings(Instant silentBefore) {

    /** Of a system that was never rebuilt. */
    public static AlertingSettings standard() {
        return new AlertingSettings(Instant.EPOCH);
    }
}
