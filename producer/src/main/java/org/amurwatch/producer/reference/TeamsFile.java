package org.amurwatch.producer.reference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.failure.CommandFailure;

/**
 * A YAML file of patrol teams: {@code teams:} and a list of {id, name, language, territories, sectors, kinds, endpoints,
 * retired}. A file with one fault is refused whole, and every fault is named with its team and field.
 */
final class TeamsFile {

    private static final Set<String> FIELDS = new LinkedHashSet<>(
            List.of("id", "name", "language", "territories", "sectors", "kinds", "endpoints", "retired"));
    private static final List<String> LANGUAGES = List.of("en", "ru", "zh");

    private final List<String> faults = new ArrayList<>();
    private String called = "";

    private TeamsFile() {}

    /** @throws CommandFailure (exit code 2) with a sentence per fault */
    static List<PatrolTeam> read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read " + file + " as a YAML text in UTF-8: " + e.getMessage());
        }
    }

    /** @param name how sentences call the text */
    static List<PatrolTeam> parse(String text, String name) {
        JsonNode root;
        try {
            root = YAMLMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(text);
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage(name + " is no YAML that can be read, see line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        return new TeamsFile().teams(root.path("teams"), name);
    }

    private List<PatrolTeam> teams(JsonNode nodes, String name) {
        if (!nodes.isArray() || nodes.isEmpty()) {
            throw CommandFailure.usage(
                    name + " names no team: expected 'teams:' and a list of teams, each beginning with '- id: ...'.");
        }
        List<PatrolTeam> teams = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        int number = 0;
        for (JsonNode node : nodes) {
            number++;
            String id = node.path("id").asText("");
            called = "Team " + number + (id.isEmpty() ? "" : " ('" + id + "')");
            Integer before = id.isEmpty() ? null : numbers.putIfAbsent(id, number);
            if (before != null) {
                fault("id", "team " + before + " has the same; an id names one team for good.");
            }
            teams.add(team(node));
        }
        if (!faults.isEmpty()) {
            throw CommandFailure.usage("Nothing was loaded from " + name + ", for it has "
                    + (faults.size() == 1 ? "a fault:" : faults.size() + " faults:")
                    + faults.stream()
                            .map(fault -> System.lineSeparator() + "  " + fault)
                            .collect(Collectors.joining()));
        }
        return teams;
    }

    private PatrolTeam team(JsonNode node) {
        node.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !FIELDS.contains(field))
                .forEach(field ->
                        fault(field, "is no field of a team; expected one of " + String.join(", ", FIELDS) + "."));
        List<String> territories = texts(node, "territories");
        List<String> sectors = texts(node, "sectors");
        if (territories.isEmpty() && sectors.isEmpty()) {
            fault("territories", "missing, and so is sectors: expected at least one of what the team answers for.");
        }
        return PatrolTeam.newBuilder()
                .setId(id(node))
                .setName(text(node, "name"))
                .setLanguage(language(node))
                .setTerritoryIds(territories)
                .setSectorIds(sectors)
                .setKinds(kinds(node))
                .setEndpoints(endpoints(node))
                .setRetired(retired(node))
                .build();
    }

    private String id(JsonNode node) {
        String id = text(node, "id");
        if (id.contains("/") || id.length() > 100) {
            fault("id", "'" + id + "' can't be used: expected at most 100 characters, none of them '/'.");
        }
        return id;
    }

    private String language(JsonNode node) {
        if (node.path("language").isMissingNode()) {
            return "en";
        }
        String language = text(node, "language");
        if (!language.isEmpty() && !LANGUAGES.contains(language)) {
            fault("language", "unknown '" + language + "': expected " + String.join(", ", LANGUAGES) + ".");
        }
        return language;
    }

    private List<AlertKind> kinds(JsonNode node) {
        Set<AlertKind> kinds = new TreeSet<>();
        List<String> stated = texts(node, "kinds");
        for (String name : stated) {
            try {
                kinds.add(AlertKind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException e) {
                fault(
                        "kinds",
                        "unknown '" + name + "': expected some of "
                                + Arrays.stream(AlertKind.values())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))
                                + ".");
            }
        }
        if (stated.isEmpty() && !node.path("retired").asBoolean()) {
            fault("kinds", "missing: expected the kinds of poaching alert that the team is told of.");
        }
        return List.copyOf(kinds);
    }

    private List<String> endpoints(JsonNode node) {
        List<String> endpoints = texts(node, "endpoints");
        endpoints.stream()
                .filter(endpoint -> endpoint.contains("://") || endpoint.contains("@"))
                .forEach(endpoint -> fault(
                        "endpoints",
                        "'" + endpoint
                                + "' is an address: expected the name of an endpoint, whose address and secret stand in"
                                + " the settings of dispatch."));
        return endpoints;
    }

    private boolean retired(JsonNode node) {
        JsonNode retired = node.path("retired");
        if (!retired.isMissingNode() && !retired.isBoolean()) {
            fault("retired", "'" + retired.asText() + "': expected true or false.");
        }
        return retired.asBoolean();
    }

    private String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isTextual() && !value.asText().isBlank()) {
            return value.asText().strip();
        }
        if (value.isMissingNode() || value.isNull()) {
            fault(field, "missing: expected a text.");
        } else {
            fault(field, value + ": expected a text that is not blank (a number stands in quotes).");
        }
        return "";
    }

    private List<String> texts(JsonNode node, String field) {
        JsonNode values = node.path(field);
        if (values.isMissingNode() || values.isNull()) {
            return List.of();
        }
        if (!values.isArray()) {
            fault(field, values + ": expected a list of texts, such as [a, b].");
            return List.of();
        }
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode value : values) {
            if (value.isTextual() && !value.asText().isBlank()) {
                texts.add(value.asText().strip());
            } else {
                fault(field, value + ": expected a text that is not blank (a number stands in quotes).");
            }
        }
        return List.copyOf(texts);
    }

    private void fault(String field, String what) {
        faults.add(called + ", " + field + ": " + what);
    }
}
