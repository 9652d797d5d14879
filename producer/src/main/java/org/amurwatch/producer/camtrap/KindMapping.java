package org.amurwatch.producer.camtrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * Which animals are a sign of people and not wildlife, and of what kind: a dog off its lead, cattle in a reserve. There is
 * no default: what is a sign here is at home there.
 */
public final class KindMapping {

    private final Map<String, AlertKind> kinds;

    private KindMapping(Map<String, AlertKind> kinds) {
        this.kinds = kinds;
    }

    /** Every animal is wildlife. */
    public static KindMapping none() {
        return new KindMapping(Map.of());
    }

    /**
     * Reads a YAML file of scientific names and kinds, such as {@code Canis lupus familiaris: DOG}.
     *
     * @throws CommandFailure (wrong usage) if it can't be read or names no known kind
     */
    public static KindMapping read(Path file) {
        Map<String, String> texts;
        try {
            texts = new YAMLMapper().readValue(Files.readString(file), new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage(
                    "The mapping file " + file + " is no list of 'scientific name: KIND': " + e.getOriginalMessage());
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the mapping file " + file + ": " + e.getMessage());
        }
        Map<String, AlertKind> kinds = new HashMap<>();
        if (texts != null) {
            texts.forEach((name, kind) -> kinds.put(normal(name), kind(file, name, kind)));
        }
        return new KindMapping(kinds);
    }

    /** The kind of alert that this animal is; null for wildlife. */
    @Nullable
    AlertKind kindOf(String scientificName) {
        return kinds.isEmpty() ? null : kinds.get(normal(scientificName));
    }

    private static AlertKind kind(Path file, String name, @Nullable String kind) {
        for (AlertKind known : AlertKind.values()) {
            if (known.name().equalsIgnoreCase(kind)) {
                return known;
            }
        }
        throw CommandFailure.usage("The mapping file " + file + " gives '" + name + "' the kind '" + kind
                + "'; the kinds are " + Arrays.toString(AlertKind.values()) + ".");
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
