package org.amurwatch.producer.mqtt;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
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
    /** None: the text is what it says. */
    private final List<JsonPointer> pointers;

    private final Set<String> names = new LinkedHashSet<>();

    private Expression(String text, List<JsonPointer> pointers) {
        this.text = text;
        this.pointers = pointers;
        if (pointers.isEmpty()) {
            Matcher name = NAME.matcher(text);
            while (name.find()) {
                names.add(name.group(1));
            }
        }
    }

    /** @throws IllegalArgumentException if it begins as a JSON pointer and is none */
    static Expression of(String text) {
        return text.startsWith("/") ? first(List.of(text)) : new Expression(text, List.of());
    }

    /** The first of several places in a message that has a value. */
    static Expression first(List<String> pointers) {
        return new Expression(
                pointers.get(0), pointers.stream().map(JsonPointer::compile).toList());
    }

    /** The names of the topic that it uses. */
    Set<String> names() {
        return names;
    }

    /** What it says of every message; null where that differs. */
    @Nullable
    String fixed() {
        return pointers.isEmpty() && names.isEmpty() ? text : null;
    }

    /** What it says for a message; empty where the message has nothing there, or no single value. */
    Optional<String> read(JsonNode body, Map<String, String> names) {
        if (!pointers.isEmpty()) {
            return pointers.stream()
                    .map(body::at)
                    .filter(value -> value.isValueNode() && !value.isNull())
                    .map(value -> value.asText().strip())
                    .filter(value -> !value.isEmpty())
                    .findFirst();
        }
        return Optional.of(
                NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(names.getOrDefault(name.group(1), ""))));
    }
}
