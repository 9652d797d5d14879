package org.amurwatch.bench.quality.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.streams.rule.Pattern;
import org.amurwatch.streams.rule.Rule;
import org.amurwatch.streams.rule.Rules;

/** A part that {@link DefaultRules} is measured without, so that it shows what the part is worth. */
public enum Ablation {

    /** The rules as they come. */
    NOTHING,

    /** Without the rules that need two events or more; what is near in place and time still is one incident. */
    CORRELATION,

    /** As if no patrol's position were known. */
    PATROLS,

    /** As if it were known of no station how many people pass there in an ordinary week. */
    BASELINE,

    /** What the duty officer is to look at goes to a team at once. */
    REVIEW;

    /** Names of the policies that leave out a part. */
    public static final List<String> POLICIES = Arrays.stream(values())
            .filter(part -> part != NOTHING)
            .map(Ablation::policy)
            .toList();

    /** The part that the policy of that name is without. */
    public static Ablation of(String policy) {
        return Arrays.stream(values())
                .filter(part -> part.policy().equals(policy))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no policy '" + policy + "'."));
    }

    /** Name of the policy without this part. */
    public String policy() {
        return this == NOTHING ? DefaultRules.NAME : DefaultRules.NAME + "-without-" + name().toLowerCase(Locale.ROOT);
    }

    /** The YAML of a set without this part of its table of suspicion. */
    String in(String yaml) {
        if (this != BASELINE) {
            return yaml;
        }
        return yaml.lines()
                .filter(line -> !line.contains("log usualPeople]"))
                .map(line -> line.replace(", usualPeopleUnknown]", "]"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** A set without this part of its rules. */
    Rules in(Rules rules) {
        List<Rule> left = rules.rules().stream()
                .filter(rule -> this != CORRELATION || !correlates(rule.pattern()))
                .map(rule -> this == REVIEW && rule.level() == PageLevel.REVIEW ? atOnce(rule) : rule)
                .toList();
        return new Rules(rules.name(), rules.version(), rules.settings(), left);
    }

    /** Whether an event reaches the engine. */
    boolean lets(SimulatedEvent event) {
        return this != PATROLS || event.kind() != EventKind.PATROL_POSITION;
    }

    private static boolean correlates(Pattern pattern) {
        return pattern instanceof Pattern.Sequence
                || pattern instanceof Pattern.Together
                || pattern instanceof Pattern.LineCrossing
                || (pattern instanceof Pattern.Threshold threshold && threshold.events() > 1);
    }

    private static Rule atOnce(Rule rule) {
        return new Rule(
                rule.name(),
                rule.reason(),
                rule.severity(),
                PageLevel.DISPATCH,
                rule.maxAge(),
                rule.coolDown(),
                rule.texts(),
                rule.pattern());
    }
}
