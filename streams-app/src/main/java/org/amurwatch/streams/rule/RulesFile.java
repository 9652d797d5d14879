package org.amurwatch.streams.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a set of rules from YAML, in the format of docs/rules.md, and tells everything that is wrong with it. */
public final class RulesFile {

    /** Names of the sets that come with the program. */
    public static final List<String> BUILT_IN = List.of("russia", "china");

    private static final Duration LONGEST = Duration.ofDays(60);
    private static final double MOST_METRES = 100_000;
    private static final double GREATEST_SENSITIVITY = 100;

    private RulesFile() {}

    /**
     * What was read.
     *
     * @param rules null if there is any mistake
     * @param mistakes in the order of the file
     */
    public record Reading(@Nullable Rules rules, List<Mistake> mistakes) {

        public Reading {
            mistakes = List.copyOf(mistakes);
        }
    }

    /**
     * @param file its name, for mistakes
     * @param version that the rules are to bear
     */
    public static Reading read(String file, String yaml, int version) {
        Mistakes mistakes = new Mistakes(file);
        Optional<Node> root = compose(yaml, mistakes);
        Rules rules = root.map(node -> rules(node, version, mistakes)).orElse(null);
        List<Mistake> found = mistakes.all();
        return new Reading(found.isEmpty() ? rules : null, found);
    }

    /**
     * The text of a set that comes with the program.
     *
     * @param name one of {@link #BUILT_IN}
     */
    public static String builtInText(String name) {
        String resource = "/rules/" + name + ".yaml";
        try (InputStream in = RulesFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "Expected a built-in set of rules, one of " + BUILT_IN + ", but got '" + name + "'.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The built-in rules " + resource + " can't be read.", e);
        }
    }

    /** A set that comes with the program, as version 0. */
    public static Rules builtIn(String name) {
        Reading reading = read(name + ".yaml", builtInText(name), 0);
        Rules rules = reading.rules();
        if (rules == null) {
            throw new IllegalStateException("The built-in rules are wrong: " + reading.mistakes());
        }
        return rules;
    }

    private static Optional<Node> compose(String yaml, Mistakes mistakes) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (root == null) {
                mistakes.add((Mark) null, "The file is empty: expected name and rules.");
            }
            return Optional.ofNullable(root);
        } catch (MarkedYAMLException e) {
            mistakes.add(
                    e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark(),
                    "This is no YAML: " + e.getProblem()
                            + ". Look at indents, colons and quotes here and in the line before.");
        } catch (YAMLException e) {
            mistakes.add((Mark) null, "This is no YAML: " + e.getMessage() + ".");
        }
        return Optional.empty();
    }

    private static Rules rules(Node root, int version, Mistakes mistakes) {
        YamlMap map = YamlMap.of("the file", root, mistakes);
        String name = map.require("name", "the name of the set")
                .flatMap(value -> map.text("name", value, RuleReader.NAME, RuleReader.NAME_EXPECTED))
                .orElse("");
        Node about = map.take("about");
        if (about != null) {
            map.text("about", about);
        }
        Node speciesNode = map.take("species");
        Map<String, Set<String>> species =
                speciesNode == null ? Map.of() : SelectorReader.species(speciesNode, mistakes);
        Node settingsNode = map.take("settings");
        RuleSettings settings =
                settingsNode == null ? RuleSettings.DEFAULT : settings(map.map("settings", settingsNode));
        Node suspicionNode = map.take("suspicion");
        SuspicionScore suspicion = suspicionNode == null ? null : SuspicionReader.read(suspicionNode, mistakes);
        RuleReader reader = new RuleReader(new SelectorReader(species, suspicion, settings.sensitivity()));
        List<Rule> rules = new ArrayList<>();
        map.require("rules", "a list of rules").ifPresent(list -> {
            Map<String, Integer> lines = new HashMap<>();
            map.list("rules", list).forEach(node -> reader.read(node, mistakes).ifPresent(rule -> {
                if (isNew(rule, node, lines, mistakes)) {
                    rules.add(rule);
                }
            }));
        });
        map.finish();
        return new Rules(name, version, settings, rules);
    }

    private static boolean isNew(Rule rule, Node node, Map<String, Integer> lines, Mistakes mistakes) {
        Integer before = lines.putIfAbsent(rule.name(), node.getStartMark().getLine() + 1);
        if (before != null) {
            mistakes.add(
                    node,
                    "A rule named '" + rule.name() + "' stands already in line " + before
                            + ": each needs a name of its own.");
        }
        return before == null;
    }

    private static RuleSettings settings(YamlMap map) {
        RuleSettings standard = RuleSettings.DEFAULT;
        Node near = map.take("patrolWithin");
        Node sensitivity = map.take("sensitivity");
        RuleSettings settings = new RuleSettings(
                duration(map, "reviewAfter", standard.reviewAfter()),
                duration(map, "quiet", standard.quiet()),
                duration(map, "answerHolds", standard.answerHolds()),
                duration(map, "updateEvery", standard.updateEvery()),
                near == null ? standard.patrolNearMetres() : map.distance("patrolWithin", near, MOST_METRES),
                duration(map, "patrolTime", standard.patrolNear()),
                duration(map, "reopenWithin", standard.reopenWithin()),
                sensitivity == null
                        ? standard.sensitivity()
                        : map.number("sensitivity", sensitivity, -GREATEST_SENSITIVITY, GREATEST_SENSITIVITY));
        map.finish();
        return settings;
    }

    private static Duration duration(YamlMap map, String key, Duration standard) {
        Node value = map.take(key);
        return value == null ? standard : map.duration(key, value, Duration.ofSeconds(1), LONGEST);
    }
}
