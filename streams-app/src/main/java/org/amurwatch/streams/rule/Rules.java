package org.amurwatch.streams.rule;

import java.util.List;
import java.util.Optional;

/**
 * One version of a set of rules, as read from its YAML.
 *
 * @param name of the set, such as {@code russia}
 * @param version grows by one with each set that is published, whatever its name; 0 is the built-in one
 * @param settings what holds for all its rules
 * @param rules in the order of the file
 */
public record Rules(String name, int version, RuleSettings settings, List<Rule> rules) {

    public Rules {
        rules = List.copyOf(rules);
    }

    /** A rule by its name; {@link BuiltInRules} among them, unless the set has one of that name. */
    public Optional<Rule> rule(String name) {
        return rules.stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .or(() -> BuiltInRules.ALL.stream()
                        .filter(rule -> rule.name().equals(name))
                        .findFirst());
    }

    /** The rules of a kind, in the order of the file. */
    public List<Rule> of(RuleKind kind) {
        return rules.stream().filter(rule -> rule.kind() == kind).toList();
    }

    /** The same rules under another version. */
    public Rules withVersion(int version) {
        return new Rules(name, version, settings, rules);
    }
}
