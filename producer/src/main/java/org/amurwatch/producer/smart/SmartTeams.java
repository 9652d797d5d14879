package org.amurwatch.producer.smart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.table.Row;
import org.jspecify.annotations.Nullable;

/** Which of our teams a team or station of SMART is: a YAML file of {@code their name: our id}. */
final class SmartTeams {

    private final Map<String, String> ids;

    private SmartTeams(Map<String, String> ids) {
        this.ids = Map.copyOf(ids);
    }

    /** No team is known. */
    static SmartTeams none() {
        return new SmartTeams(Map.of());
    }

    /** @throws CommandFailure (wrong usage) if the file can't be read */
    static SmartTeams read(Path file) {
        try {
            Map<String, String> stated =
                    new YAMLMapper().readValue(Files.readString(file), new TypeReference<Map<String, String>>() {});
            Map<String, String> ids = new HashMap<>();
            if (stated != null) {
                stated.forEach((name, id) -> {
                    if (id == null || id.isBlank()) {
                        throw CommandFailure.usage("The teams file " + file + " gives '" + name + "' no team.");
                    }
                    ids.put(normal(name), id.strip());
                });
            }
            return new SmartTeams(ids);
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage("The teams file " + file + " is no list of 'their team or station: our team': "
                    + e.getOriginalMessage());
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the teams file " + file + ": " + e.getMessage() + ".");
        }
    }

    /** Our team of a row: by its team, else by its station; null where neither is in the file. */
    @Nullable
    String of(Row row) {
        for (String column : new String[] {"Team", "Station"}) {
            String name = row.text(column);
            String id = name == null ? null : ids.get(normal(name));
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
