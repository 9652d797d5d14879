package org.amurwatch.streams.rule;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers which events which selectors take. An event is asked for again with each of its neighbours that comes, and asking
 * the map and the sun costs more than all the rest. The answer of an event never changes (see {@link Condition}); a corrected
 * event is another object, and is asked again.
 */
final class Selections {

    private static final int MOST_EVENTS = 50_000;

    private final Surroundings surroundings;
    private final Map<String, Answers> byKey = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answers> eldest) {
            return size() > MOST_EVENTS;
        }
    };

    private final Map<Selector, List<String>> subjects = new IdentityHashMap<>();

    private record Answers(RuleEvent event, Map<Selector, Boolean> bySelector) {}

    Selections(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** As {@link Selector#subjects()}. */
    List<String> subjects(Selector selector) {
        return subjects.computeIfAbsent(selector, Selector::subjects);
    }

    @SuppressWarnings("ReferenceEquality") // Another object under the same key is a correction of it.
    boolean takes(Selector selector, RuleEvent event) {
        if (selector.conditions().isEmpty()) {
            return selector.takes(event, surroundings);
        }
        Answers answers = byKey.get(event.key());
        if (answers == null || answers.event() != event) {
            answers = new Answers(event, new IdentityHashMap<>(4));
            byKey.put(event.key(), answers);
        }
        return answers.bySelector().computeIfAbsent(selector, asked -> asked.takes(event, surroundings));
    }
}
