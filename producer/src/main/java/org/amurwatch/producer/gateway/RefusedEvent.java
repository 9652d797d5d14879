package org.amurwatch.producer.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.amurwatch.producer.gateway.log.GatewayLog;
import org.amurwatch.producer.gateway.log.LogKind;
import org.amurwatch.producer.gateway.log.ReceiptTime;

/**
 * An event that the centre refused: a line of JSON, which a person may have mended.
 *
 * @param receivedAt when it came to the gateway
 * @param status of the centre's answer
 * @param answer what the centre said of it
 * @param event as HTTP ingest takes it
 */
record RefusedEvent(LogKind kind, String source, Instant receivedAt, int status, String answer, ObjectNode event) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Of no run of the gateway: the time is believed. */
    private static final UUID NO_RUN = new UUID(0, 0);

    /** @throws IllegalArgumentException with a sentence that says what is wrong with the line */
    static RefusedEvent parse(String line) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "this is no line of JSON (" + e.getOriginalMessage() + "). Mend or delete it.");
        }
        String source = json.path("source").asText();
        if (!GatewayLog.isSource(source)) {
            throw new IllegalArgumentException("'source' is missing, or no source's id.");
        }
        if (!(json.path("event") instanceof ObjectNode event)) {
            throw new IllegalArgumentException("'event' is missing: an object, such as HTTP ingest takes.");
        }
        return new RefusedEvent(
                kind(json.path("kind").asText()),
                source,
                receivedAt(json.path("receivedAt").asText()),
                json.path("status").asInt(),
                json.path("answer").asText(),
                event);
    }

    private static LogKind kind(String name) {
        return Arrays.stream(LogKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'kind' is none of " + Arrays.toString(LogKind.values()) + "."));
    }

    private static Instant receivedAt(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'receivedAt' is no time such as 2026-01-17T06:18:44Z.");
        }
    }

    /** The line, without its end. */
    String line() {
        ObjectNode line = JSON.createObjectNode();
        line.put("kind", kind.name());
        line.put("source", source);
        line.put("receivedAt", receivedAt.toString());
        line.put("status", status);
        line.put("answer", answer);
        line.set("event", event);
        return line.toString();
    }

    /** When it came, for the log. */
    ReceiptTime receipt() {
        return new ReceiptTime(receivedAt.toEpochMilli(), NO_RUN, 0);
    }
}
