package org.amurwatch.producer.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a request is answered with. */
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param body what Jackson writes as JSON: maps, lists, texts, numbers, nodes */
    public static Reply json(int status, Object body) {
        return json(status, "application/json", body, Map.of());
    }

    static Reply json(int status, String contentType, Object body, Map<String, String> headers) {
        try {
            return new Reply(status, contentType, JSON.writeValueAsBytes(body), headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A reply can't be written as JSON.", e);
        }
    }

    /** The same status and headers with another body, as JSON. */
    public Reply saying(Object other) {
        return json(status, "application/json", other, headers);
    }

    public static Reply text(int status, String text) {
        return new Reply(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    void write(Context context) {
        headers.forEach(context::header);
        context.header("Cache-Control", "no-store")
                .status(status)
                .contentType(contentType)
                .result(body);
    }
}
