package org.amurwatch.local.phone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message as the patrol phone got it.
 *
 * @param id webhook-id: the same on every attempt
 * @param receivedAt when it came first
 * @param signatureValid whether it surely came from our dispatch
 * @param text what the team reads
 * @param kind kind of poaching alert, where the message says so
 * @param purpose ACTUAL or EXERCISE, where the message says so
 * @param link where the details stand, where the message says so
 * @param body all of it, as it came
 */
public record PhoneMessage(
        String id,
        Instant receivedAt,
        boolean signatureValid,
        String text,
        @Nullable String kind,
        @Nullable String purpose,
        @Nullable String link,
        String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a message; a body that is no JSON is shown as it is. */
    static PhoneMessage read(String id, Instant receivedAt, boolean signatureValid, String body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            root = JSON.nullNode();
        }
        String text = field(root, "text");
        return new PhoneMessage(
                id,
                receivedAt,
                signatureValid,
                text == null ? body : text,
                field(root, "kind"),
                field(root, "purpose"),
                field(root, "link"),
                body);
    }

    /** A field of the payload; empty if it has none of that name. */
    public Optional<String> field(String name) {
        try {
            return Optional.ofNullable(field(JSON.readTree(body), name));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A field of the payload: Standard Webhooks puts them into {@code data}. */
    private static @Nullable String field(JsonNode root, String name) {
        JsonNode value = root.path("data").path(name);
        if (value.isMissingNode()) {
            value = root.path(name);
        }
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
}
