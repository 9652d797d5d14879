package org.amurwatch.consumer.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds a package against the rules of Camtrap DP that stand in camtrap-dp-rules.yaml; says what is wrong. */
final class CamtrapRules {

    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)");

    private final List<String> faults = new ArrayList<>();
    private final Map<String, Set<String>> keys = new HashMap<>();
    private final Set<String> nothing = new HashSet<>();
    private final Set<String> species = new HashSet<>();

    private CamtrapRules() {}

    /** What is wrong with a package; empty: nothing that these rules know. */
    static List<String> faults(Path folder) throws IOException {
        CamtrapRules check = new CamtrapRules();
        JsonNode rules;
        try (InputStream file = CamtrapRules.class.getResourceAsStream("camtrap-dp-rules.yaml")) {
            rules = new YAMLMapper().readTree(Objects.requireNonNull(file));
        }
        rules.path("nothing").forEach(word -> check.nothing.add(word.asText()));
        for (String table : List.of("deployments", "media", "observations")) {
            check.table(folder.resolve(table + ".csv"), table, rules.path(table));
        }
        check.descriptor(
                new ObjectMapper().readTree(Files.readString(folder.resolve("datapackage.json"))),
                rules.path("package"));
        return check.faults;
    }

    /** Rows of a table, by column. */
    static List<Map<String, String>> rows(Path csv) throws IOException {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerFor(Map.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(csv.toFile())) {
            return rows.readAll();
        }
    }

    private void table(Path file, String table, JsonNode rules) throws IOException {
        List<String> columns = new ArrayList<>();
        rules.path("columns").forEach(column -> columns.add(column.asText()));
        require(Files.readAllLines(file).get(0).equals(String.join(",", columns)), table + " has other columns");
        Set<String> seen = new HashSet<>();
        keys.put(table, seen);
        for (Map<String, String> row : rows(file)) {
            String key = row.get(rules.path("key").asText());
            require(seen.add(key), table + " has two rows " + key);
            rules.path("required")
                    .forEach(column ->
                            require(!nothing.contains(row.get(column.asText())), key + " has no " + column.asText()));
            row.forEach((column, text) -> {
                if (!nothing.contains(text)) {
                    cell(rules, key + ": " + column + " " + text, column, text);
                }
            });
            String name = row.getOrDefault("scientificName", "");
            if (!nothing.contains(name)) {
                species.add(name);
            }
        }
    }

    private void cell(JsonNode rules, String where, String column, String text) {
        JsonNode number = rules.path("numbers").path(column);
        JsonNode integer = rules.path("integers").path(column);
        if (integer.isArray()) {
            require(text.matches("-?\\d+"), where + " is no integer");
            within(where, Double.parseDouble(text), integer);
        }
        if (number.isArray()) {
            require(text.matches("-?\\d+(\\.\\d+)?"), where + " is no plain number");
            within(where, Double.parseDouble(text), number);
        }
        if (contains(rules.path("times"), column)) {
            require(isTime(text), where + " is no time with an offset");
        }
        if (contains(rules.path("booleans"), column)) {
            require(text.equals("true") || text.equals("false"), where + " is neither true nor false");
        }
        if (rules.path("words").has(column)) {
            require(contains(rules.path("words").path(column), text), where + " is none of its words");
        }
        if (rules.path("patterns").has(column)) {
            require(text.matches(rules.path("patterns").path(column).asText()), where + " is not of its form");
        }
        if (rules.path("refers").has(column)) {
            String other = rules.path("refers").path(column).asText();
            require(keys.getOrDefault(other, Set.of()).contains(text), where + " is none of " + other);
        }
    }

    private static boolean isTime(String text) {
        try {
            return TIME.matcher(text).matches() && OffsetDateTime.parse(text).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void within(String where, double value, JsonNode bounds) {
        require(
                (bounds.get(0).isNull() || value >= bounds.get(0).asDouble())
                        && (bounds.get(1).isNull() || value <= bounds.get(1).asDouble()),
                where + " is out of bounds");
    }

    private static boolean contains(JsonNode words, String text) {
        for (JsonNode word : words) {
            if (word.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private void descriptor(JsonNode json, JsonNode rules) {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(Locale.ROOT)
                .build();
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(rules, config)
                .validate(json)
                .forEach(message -> faults.add("datapackage.json: " + message.getMessage()));
        JsonNode ring = json.path("spatial").path("coordinates").path(0);
        require(ring.size() > 0 && ring.get(0).equals(ring.get(ring.size() - 1)), "spatial is no closed ring");
        Set<String> listed = new HashSet<>();
        json.path("taxonomic")
                .forEach(taxon -> listed.add(taxon.path("scientificName").asText()));
        require(listed.equals(species), "taxonomic lists " + listed + " and rows name " + species);
    }

    private void require(boolean right, String fault) {
        if (!right) {
            faults.add(fault);
        }
    }
}
