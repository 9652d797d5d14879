package org.amurwatch.streams.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the finders ask of a history: the events near another one that a selector takes. */
final class Neighbours {

    /** By when they happened; those of one instant by key, so that the order is the same in whatever order they came. */
    static final Comparator<RuleEvent> BY_TIME =
            Comparator.comparing(RuleEvent::observedAt).thenComparing(RuleEvent::key);

    private final EventHistory history;
    private final Selections selections;

    Neighbours(EventHistory history, Selections selections) {
        this.history = history;
        this.selections = selections;
    }

    boolean takes(Selector selector, RuleEvent event) {
        return selections.takes(selector, event);
    }

    /** Of the same purpose, without the event itself, in no order. */
    List<RuleEvent> of(RuleEvent event, Selector selector, double metres, Duration before, Duration after) {
        Instant from = event.observedAt().minus(before);
        Instant to = event.observedAt().plus(after);
        List<RuleEvent> found = new ArrayList<>();
        for (String subject : selections.subjects(selector)) {
            history.around(subject, event.latitude(), event.longitude(), metres, from, to, other -> {
                if (other.purpose() == event.purpose() && !other.key().equals(event.key()) && takes(selector, other)) {
                    found.add(other);
                }
            });
        }
        return found;
    }
}
