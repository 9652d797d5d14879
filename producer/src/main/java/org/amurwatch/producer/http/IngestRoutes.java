package org.amurwatch.producer.http;

import io.javalin.config.RoutesConfig;

/**
 * A way in by HTTP. For example: {@code routes.post("/v2/events/", gate.guard("gundi", this::events))}.
 */
public interface IngestRoutes {

    /** Adds its routes, each behind the gate. */
    void addTo(RoutesConfig routes, Gate gate);
}
