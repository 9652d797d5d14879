package org.amurwatch.consumer.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * How the dashboard stands.
 *
 * @param ready whether its state is whole
 * @param toRead records that it has still to read of those that stood in the topics when it began; null: not known
 */
record DashboardHealth(boolean ready, @Nullable Long toRead) {

    void live(Context context) {
        answer(context, 200);
    }

    void ready(Context context) {
        answer(context, ready ? 200 : 503);
    }

    private void answer(Context context, int status) {
        ObjectNode json = ApiRoutes.object().put("ready", ready).put("recordsToRead", toRead);
        json.put("waitingFor", ready ? null : waitingFor());
        context.status(status).contentType("application/json").result(json.toString());
    }

    private String waitingFor() {
        return toRead == null
                ? "The brokers have not answered yet."
                : "What has happened is being read: " + toRead + " records to go.";
    }
}
