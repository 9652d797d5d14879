package org.amurwatch.consumer.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Why a request is not done, as problem+json (RFC 9457). Its sentence repeats nothing of the request. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final @Nullable Integer retryAfterSeconds;

    private Refusal(int status, String title, String sentence, @Nullable Integer retryAfterSeconds) {
        super(sentence, null, false, false);
        this.status = status;
        this.title = title;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** @param sentence what was expected, and what to do */
    public static Refusal of(int status, String title, String sentence) {
        return new Refusal(status, title, sentence, null);
    }

    public static Refusal later(int status, String title, String sentence, int seconds) {
        return new Refusal(status, title, sentence, seconds);
    }

    /** Its HTTP status. */
    public int status() {
        return status;
    }

    /** Answers with it. */
    public void write(Context context) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage());
        if (retryAfterSeconds != null) {
            context.header("Retry-After", Integer.toString(retryAfterSeconds));
        }
        context.status(status).header("Cache-Control", "no-store").contentType("application/problem+json");
        context.result(body.toString());
    }
}
