package org.amurwatch.consumer.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds a package against the rules of Camtrap DP that stand in camtrap-dp-rules.yaml; says what is wrong. */
final class CamtrapRules {

    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:?\\d\\d)");

    private final List<String> faults = new ArrayList<>();
    private final Map<String, Set<String>> keys = new HashMap<>();

    private CamtrapRules() {}

    /** What is wrong with a package; empty: nothing that these rules know. */
    static List<String> faults(Path folder) throws IOException {
        CamtrapRules check = new CamtrapRules();
        JsonNode rules;
        try (InputStream file = CamtrapRules.class.getResourceAsStream("camtrap-dp-rules.yaml")) {
            rules = new YAMLMapper().readTree(Objects.requireNonNull(file));
        }
        for (String table : List.of("deployments", "media", "observations")) {
            check.table(folder.resolve(table + ".csv"), table, rules.path(table));
        }
        check.descriptor(new ObjectMapper().readTree(Files.readString(folder.resolve("datapackage.json"))));
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
                    .forEach(
                            column -> require(!row.get(column.asText()).isEmpty(), key + " has no " + column.asText()));
            row.forEach((column, text) -> {
                if (!text.isEmpty()) {
                    cell(rules, key + ": " + column + " " + text, column, text);
                }
            });
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
            require(TIME.matcher(text).matches(), where + " is no time with an offset");
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

    private void descriptor(JsonNode json) {
        for (String name : List.of(
                "resources", "profile", "created", "contributors", "project", "spatial", "temporal", "taxonomic")) {
            require(json.has(name), "datapackage.json has no " + name);
        }
        for (String name :
                List.of("title", "samplingDesign", "captureMethod", "individualAnimals", "observationLevel")) {
            require(json.path("project").has(name), "project has no " + name);
        }
        require(json.path("profile").asText().matches("https://.*/1\\.0(\\.\\d)?/.*"), "profile is of no 1.0");
        for (JsonNode resource : json.path("resources")) {
            require(resource.path("profile").asText().equals("tabular-data-resource"), "a resource is no table");
            require(resource.path("schema").asText().matches("https://.*/1\\.0(\\.\\d)?/.*"), "a schema is of no 1.0");
        }
        for (JsonNode contributor : json.path("contributors")) {
            require(contributor.has("title"), "a contributor has no title");
        }
        for (String name : List.of("start", "end")) {
            require(
                    json.path("temporal").path(name).asText().matches("\\d{4}-\\d\\d-\\d\\d"),
                    "temporal has no " + name);
        }
        JsonNode ring = json.path("spatial").path("coordinates").path(0);
        require(ring.size() == 5 && ring.get(0).equals(ring.get(4)), "spatial is no closed ring");
    }

    private void require(boolean right, String fault) {
        if (!right) {
            faults.add(fault);
        }
    }
}
