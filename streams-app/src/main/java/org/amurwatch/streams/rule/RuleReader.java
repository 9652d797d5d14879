package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Severity;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one rule: what all rules have, and what its kind has. */
final class RuleReader {

    static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    static final String NAME_EXPECTED = "small letters, digits and '-', 60 at most";

    private static final java.util.regex.Pattern PLACEHOLDER = java.util.regex.Pattern.compile("\\{([^{}]*)}");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(60);

    private final PatternReader patterns;

    RuleReader(SelectorReader selectors) {
        this.patterns = new PatternReader(selectors);
    }

    /** Empty where it is so wrong that there is no rule; what is wrong is told. */
    Optional<Rule> read(Node node, Mistakes mistakes) {
        YamlMap map = YamlMap.of("the rule", node, mistakes);
        Optional<String> name =
                map.require("name", "a name").flatMap(value -> map.text("name", value, NAME, NAME_EXPECTED));
        String reason = map.require("reason", "why the rule exists")
                .flatMap(value -> map.text("reason", value))
                .orElse("");
        Severity severity = map.require("severity", "info, warning, severe or critical")
                .flatMap(value -> map.word("severity", value, Words.small(Severity.class)))
                .orElse(Severity.INFO);
        PageLevel level = map.require("level", "none, review or dispatch")
                .flatMap(value -> map.word("level", value, Words.small(PageLevel.class)))
                .orElse(PageLevel.NONE);
        Node maxAgeNode = map.take("maxAge");
        Duration maxAge = maxAgeNode == null ? null : map.duration("maxAge", maxAgeNode, SECOND, LONGEST);
        Node coolDownNode = map.take("coolDown");
        Duration coolDown =
                coolDownNode == null ? Duration.ZERO : map.duration("coolDown", coolDownNode, SECOND, LONGEST);
        Map<String, String> texts = map.require("text", "what is said, in en, ru and zh")
                .map(value -> texts(map.map("text", value)))
                .orElse(Map.of());
        Optional<RuleKind> kind = map.require(
                        "kind", "threshold, sequence, together, absence, baseline, crossing or movement")
                .flatMap(value -> map.word("kind", value, Words.small(RuleKind.class)));
        if (kind.isEmpty()) {
            // Which keys there may be is the kind's: nothing can be said of them.
            return Optional.empty();
        }
        int before = mistakes.all().size();
        Pattern pattern = patterns.read(kind.get(), map);
        map.finish();
        if (maxAgeNode != null && maxAge != null && mistakes.all().size() == before) {
            NeverMatches.maxAge(maxAge, pattern.selectors()).ifPresent(sentence -> mistakes.add(maxAgeNode, sentence));
        }
        return name.map(named -> new Rule(named, reason, severity, level, maxAge, coolDown, texts, pattern));
    }

    private static Map<String, String> texts(YamlMap map) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String language : List.of("en", "ru", "zh")) {
            map.require(language, "the text in that language")
                    .ifPresent(value -> map.text(language, value).ifPresent(text -> {
                        placeholders(map, value, text);
                        texts.put(language, text);
                    }));
        }
        map.finish();
        return texts;
    }

    private static void placeholders(YamlMap map, Node value, String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (!Rule.PLACEHOLDERS.contains(matcher.group(1))) {
                map.mistakes()
                        .add(
                                value,
                                "'{" + matcher.group(1) + "}' is no placeholder. "
                                        + Nearest.hint(matcher.group(1), Rule.PLACEHOLDERS));
            }
        }
        String rest = PLACEHOLDER.matcher(text).replaceAll("");
        if (rest.contains("{") || rest.contains("}")) {
            map.mistakes().add(value, "A brace stands alone in the text: placeholders are written {place}.");
        }
    }
}
