package org.amurwatch.producer.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amurwatch.avro.Polygon;
import org.jspecify.annotations.Nullable;

/** One feature of a file: its properties and geometry, read and checked. Faults are added to a list, named with the feature. */
public final class Feature {

    private static final int LONGEST = 100;

    private final JsonNode node;
    private final JsonNode properties;
    private final List<String> faults;
    private final String called;

    /** @param number its number in the file, from 1 */
    Feature(int number, JsonNode node, List<String> faults) {
        this.node = node;
        this.properties = node.path("properties");
        this.faults = faults;
        String id = properties.path("id").asText("");
        this.called = "Feature " + number + (id.isEmpty() ? "" : " ('" + id + "')");
    }

    /** The id, a text of at most 100 characters without '/', which parts the pieces of keys. */
    public String id() {
        String id = text("id");
        if (id.startsWith("outside/")) {
            fault("has an id that begins with 'outside/': that is how places outside all territories are called.");
        } else if (id.contains("/")) {
            fault("has an id that holds a '/', which parts territory and day in keys: use another character.");
        } else if (id.length() > LONGEST) {
            fault("has an id of " + id.length() + " characters: expected at most " + LONGEST + ".");
        }
        return id;
    }

    /** A property that must be there. */
    public String text(String property) {
        JsonNode value = properties.path(property);
        if (value.isTextual() && !value.asText().isBlank()) {
            return value.asText();
        }
        if (value.isMissingNode() || value.isNull()) {
            fault("lacks the property " + property + ": expected a text." + similar(property));
        } else {
            fault("has " + property + " " + value + ": expected a text that is not blank.");
        }
        return "";
    }

    /** A property that may be left out; null then. */
    public @Nullable String optionalText(String property) {
        JsonNode value = properties.path(property);
        return value.isMissingNode() || value.isNull() ? null : text(property);
    }

    /** The property {@code names}: texts by language; empty where it is left out. */
    public Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        JsonNode value = properties.path("names");
        if (value.isObject()) {
            value.properties().forEach(entry -> {
                if (entry.getValue().isTextual() && !entry.getValue().asText().isBlank()) {
                    names.put(entry.getKey(), entry.getValue().asText());
                } else {
                    fault("has no text as its name in '" + entry.getKey() + "', but " + entry.getValue() + ".");
                }
            });
        } else if (!value.isMissingNode() && !value.isNull()) {
            fault("has names that are no object: expected names by language, such as {\"ru\": \"...\"}.");
        }
        return names;
    }

    /** True or false. */
    public boolean truth(String property, boolean otherwise) {
        JsonNode value = properties.path(property);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            fault("has " + property + " " + value + ": expected true or false.");
        }
        return value.asBoolean();
    }

    /** One of the words of an enum, in any case; null where it is none, which is a fault. */
    public <E extends Enum<E>> @Nullable E word(String property, Class<E> words) {
        String stated = text(property);
        String word = stated.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        for (E constant : words.getEnumConstants()) {
            if (constant.name().equals(word)) {
                return constant;
            }
        }
        if (!stated.isEmpty()) {
            fault("has an unknown " + property + " '" + stated + "': expected "
                    + Arrays.stream(words.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")) + ".");
        }
        return null;
    }

    /** The geometry as polygons; any other is a fault. */
    public List<Polygon> polygons() {
        return new FeatureGeometry(node.path("geometry"), this::fault).polygons();
    }

    /** The geometry as a point, lines or polygons. */
    public FeatureForm form() {
        return new FeatureGeometry(node.path("geometry"), this::fault).form();
    }

    /** Adds a fault. {@code what}: words that follow the feature's name. */
    public void fault(String what) {
        faults.add(called + " " + what);
    }

    /** Whether the GeoJSON is a feature at all. */
    boolean isFeature() {
        if ("Feature".equals(node.path("type").asText())) {
            return true;
        }
        fault("is no GeoJSON Feature: expected \"type\": \"Feature\", found " + node.path("type") + ".");
        return false;
    }

    /** A property that may be meant, for one who wrote 'timezone'. */
    private String similar(String property) {
        return properties.properties().stream()
                .map(Map.Entry::getKey)
                .filter(found ->
                        !found.equals(property) && found.replaceAll("[_ -]", "").equalsIgnoreCase(property))
                .findFirst()
                .map(found -> " It has '" + found + "': is that meant?")
                .orElse("");
    }
}
