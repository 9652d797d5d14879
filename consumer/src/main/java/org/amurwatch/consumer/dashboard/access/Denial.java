package org.amurwatch.consumer.dashboard.access;

import org.amurwatch.consumer.http.Refusal;

/** The two ways in which the dashboard turns down who is known to it. */
public final class Denial {

    private Denial() {}

    /** What is not there and what one may not see look the same. */
    public static Refusal notFound() {
        return Refusal.of(
                404, "Not found", "There is nothing here that you may see: /api/v1/openapi.json lists what there is.");
    }

    public static Refusal forbidden() {
        return Refusal.of(403, "Not allowed", "Your role may not do this.");
    }
}
