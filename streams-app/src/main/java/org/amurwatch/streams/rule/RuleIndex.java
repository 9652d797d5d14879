package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of a set by what they can take, so that of fifty rules an event asks the two or three that are about it. */
final class RuleIndex {

    private final Rules rules;
    private final Duration keep;
    private final double reachMetres;
    private final Map<String, List<Rule>> bySubject = new HashMap<>();

    RuleIndex(Rules rules) {
        this.rules = rules;
        this.keep = rules.rules().stream()
                .map(RuleIndex::keep)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        this.reachMetres = rules.rules().stream()
                .mapToDouble(rule -> rule.pattern().extentMetres())
                .max()
                .orElse(0);
    }

    private static Duration keep(Rule rule) {
        Duration latest = rule.pattern().selectors().stream()
                .flatMap(selector -> selector.kinds().stream())
                .flatMap(kind -> MaxAge.of(kind).stream())
                .reduce(MaxAge.OF_SIGHTINGS, (one, other) -> one.compareTo(other) >= 0 ? one : other);
        return rule.pattern().span().plus(latest);
    }

    Rules rules() {
        return rules;
    }

    int version() {
        return rules.version();
    }

    /** How long after it was observed an event of the past may still be needed. */
    Duration keep() {
        return keep;
    }

    /** The longest distance between two events of one match. */
    double reachMetres() {
        return reachMetres;
    }

    /** The rules that can find events of a subject ({@link EventHistory#subject}) in histories. */
    List<Rule> taking(String subject) {
        return bySubject.computeIfAbsent(subject, asked -> rules.rules().stream()
                .filter(rule -> !(rule.pattern() instanceof Pattern.Signalled))
                .filter(rule -> rule.pattern().selectors().stream().anyMatch(selector -> selector.canTake(asked)))
                .toList());
    }
}
