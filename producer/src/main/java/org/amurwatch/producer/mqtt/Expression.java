package org.amurwatch.producer.mqtt;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a text comes from: a JSON pointer into a message ({@code /position/lat}), or a text that may hold names of the topic
 * ({@code lora-{application}}).
 */
final class Expression {

    private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9]{0,29})}");

    private final String text;
    private final @Nullable JsonPointer pointer;
    private final Set<String> names = new LinkedHashSet<>();

    private Expression(String text, @Nullable JsonPointer pointer) {
        this.text = text;
        this.pointer = pointer;
        if (pointer == null) {
            Matcher name = NAME.matcher(text);
            while (name.find()) {
                names.add(name.group(1));
            }
        }
    }

    /** @throws IllegalArgumentException if it begins as a JSON pointer and is none */
    static Expression of(String text) {
        return new Expression(text, text.startsWith("/") ? JsonPointer.compile(text) : null);
    }

    /** The names of the topic that it uses. */
    Set<String> names() {
        return names;
    }

    /** What it says of every message; null where that differs. */
    @Nullable
    String fixed() {
        return pointer == null && names.isEmpty() ? text : null;
    }

    /** What it says for a message; empty where the message has nothing there, or no single value. */
    Optional<String> read(JsonNode body, Map<String, String> names) {
        if (pointer != null) {
            JsonNode value = body.at(pointer);
            return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                    ? Optional.of(value.asText().strip())
                    : Optional.empty();
        }
        return Optional.of(NAME.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(names.getOrDefault(name.group(1), ""))));
    }
}
