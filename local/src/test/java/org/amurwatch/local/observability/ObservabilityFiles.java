package org.amurwatch.local.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules and dashboards of {@code deploy/observability}, and the metrics that they name. */
final class ObservabilityFiles {

    static final Path FOLDER = Path.of("../deploy/observability");

    /** What Prometheus makes itself. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "by", "without", "on");
    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}");
    private static final Pattern RANGES = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[a-zA-Z_:][\\w:]*(?!\\w*\\s*\\()");

    private ObservabilityFiles() {}

    /** The alarms. */
    static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        new YAMLMapper()
                .readTree(FOLDER.resolve("rules.yml").toFile())
                .get("groups")
                .forEach(group -> group.get("rules").forEach(rules::add));
        return rules;
    }

    /** The dashboards, by file name. */
    static Map<String, JsonNode> dashboards() throws IOException {
        Map<String, JsonNode> dashboards = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(FOLDER.resolve("grafana/dashboards"))) {
            for (Path file : files.sorted().toList()) {
                dashboards.put(file.getFileName().toString(), new ObjectMapper().readTree(file.toFile()));
            }
        }
        return dashboards;
    }

    /** Every expression, by where it stands. */
    static Map<String, String> expressions() throws IOException {
        Map<String, String> expressions = new LinkedHashMap<>();
        for (JsonNode rule : rules()) {
            expressions.put(
                    "alarm " + rule.get("alert").asText(), rule.get("expr").asText());
        }
        dashboards().forEach((file, dashboard) -> dashboard.get("panels").forEach(panel -> panel.path("targets")
                .forEach(target -> expressions.put(
                        file + ", panel '" + panel.get("title").asText() + "' "
                                + target.get("refId").asText(),
                        target.get("expr").asText()))));
        return expressions;
    }

    /** The metrics that an expression of PromQL names, but for those that Prometheus makes itself. */
    static Set<String> metrics(String expression) {
        String bare = expression;
        for (Pattern noName : List.of(LABELS, RANGES, GROUPING)) {
            bare = noName.matcher(bare).replaceAll(" ");
        }
        Set<String> names = new TreeSet<>();
        NAME.matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(name -> !WORDS.contains(name) && !OF_PROMETHEUS.contains(name))
                .forEach(names::add);
        return names;
    }
}
