package org.amurwatch.streams.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of a set by what they can take, so that of fifty rules an event asks the two or three that are about it. */
final class RuleIndex {

    private final Rules rules;
    private final Map<String, List<Rule>> bySubject = new HashMap<>();

    RuleIndex(Rules rules) {
        this.rules = rules;
    }

    Rules rules() {
        return rules;
    }

    int version() {
        return rules.version();
    }

    /** The rules that can find events of a subject ({@link EventHistory#subject}) in histories. */
    List<Rule> taking(String subject) {
        return bySubject.computeIfAbsent(subject, asked -> rules.rules().stream()
                .filter(rule -> !(rule.pattern() instanceof Pattern.Signalled))
                .filter(rule -> rule.pattern().selectors().stream().anyMatch(selector -> selector.canTake(asked)))
                .toList());
    }
}
