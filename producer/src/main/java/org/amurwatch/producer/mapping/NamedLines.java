package org.amurwatch.producer.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amurwatch.failure.CommandFailure;

/** A YAML file of {@code name: text} lines. */
public final class NamedLines {

    private NamedLines() {}

    /**
     * The lines of a file, in its order; a text that is left out is empty.
     *
     * @param called what such a file is called, in sentences: {@code mapping file}
     * @throws CommandFailure (wrong usage) if it can't be read, or holds something else
     */
    public static Map<String, String> read(String called, Path file) {
        try {
            return parse(called + " " + file, Files.readString(file));
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the " + called + " " + file + ": " + e.getMessage());
        }
    }

    static Map<String, String> parse(String name, String yaml) {
        Map<String, String> lines = new LinkedHashMap<>();
        try {
            YAMLMapper mapper = new YAMLMapper();
            // A file of comments alone has no root.
            if (!mapper.readTree(yaml).isMissingNode()) {
                mapper.readValue(yaml, new TypeReference<Map<String, String>>() {})
                        .forEach((line, text) -> lines.put(line, text == null ? "" : text.strip()));
            }
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage("The " + name + " is no list of 'name: MEANING': " + e.getOriginalMessage());
        }
        return lines;
    }
}
