package org.amurwatch.producer.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amurwatch.failure.CommandFailure;

/** Reads a file of settings: one that comes with the program, by its name, or a file of one's own. */
final class SettingsFile {

    /** What comes with the program. */
    static final List<String> NAMES =
            List.of("russia", "russia-low", "russia-high", "china", "china-low", "china-high");

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private SettingsFile() {}

    /** The whole settings, with what {@code extends} takes from one of ours. */
    static ObjectNode read(String nameOrFile) {
        ObjectNode own = parse(nameOrFile, content(nameOrFile));
        JsonNode base = own.remove("extends");
        if (base == null) {
            return own;
        }
        if (!base.isTextual() || !NAMES.contains(base.textValue())) {
            throw CommandFailure.usage("The simulation can't take " + nameOrFile + ", extends is " + base
                    + ": expected one of " + String.join(", ", NAMES) + ".");
        }
        ObjectNode whole = read(base.textValue());
        merge(whole, own);
        return whole;
    }

    private static void merge(ObjectNode whole, ObjectNode own) {
        for (Map.Entry<String, JsonNode> entry : own.properties()) {
            if (entry.getValue() instanceof ObjectNode inner
                    && whole.get(entry.getKey()) instanceof ObjectNode existing) {
                merge(existing, inner);
            } else {
                whole.set(entry.getKey(), entry.getValue());
            }
        }
    }

    private static String content(String nameOrFile) {
        try {
            if (!NAMES.contains(nameOrFile)) {
                return Files.readString(Path.of(nameOrFile));
            }
            try (InputStream ours = SettingsFile.class.getResourceAsStream("/simulation/" + nameOrFile + ".yaml")) {
                if (ours == null) {
                    throw new IOException("it is not in the program");
                }
                return new String(ours.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw CommandFailure.usage("Can't read the settings " + nameOrFile + " ("
                    + e.getClass().getSimpleName() + "): expected one of " + String.join(", ", NAMES)
                    + ", or a YAML file.");
        }
    }

    private static ObjectNode parse(String name, String content) {
        try {
            if (YAML.readTree(content) instanceof ObjectNode node) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage(
                    "The simulation can't take " + name + ", which is no YAML that can be read, see line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        throw CommandFailure.usage(
                "The simulation can't take " + name + ": expected keys with values, such as 'extends: russia'.");
    }
}
