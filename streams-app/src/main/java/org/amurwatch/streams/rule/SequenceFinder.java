package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.amurwatch.streams.rule.Pattern.Step;

/**
 * Finds what one event makes a sequence with: all events on a whole chain of steps that holds it. A chain holds one fresh event
 * at least, and no event twice.
 */
final class SequenceFinder {

    private final List<Step> steps;
    private final Predicate<RuleEvent> fresh;
    private final Neighbours neighbours;
    private final RuleEvent[] chain;
    private final Map<String, RuleEvent> found = new TreeMap<>();

    private SequenceFinder(Pattern.Sequence pattern, Predicate<RuleEvent> fresh, Neighbours neighbours) {
        this.steps = pattern.steps();
        this.fresh = fresh;
        this.neighbours = neighbours;
        this.chain = new RuleEvent[steps.size()];
    }

    /** The events of all chains with the event, itself among them; empty if there is none. */
    static List<RuleEvent> find(
            RuleEvent event, Pattern.Sequence pattern, Predicate<RuleEvent> fresh, Neighbours neighbours) {
        SequenceFinder finder = new SequenceFinder(pattern, fresh, neighbours);
        for (int step = 0; step < finder.steps.size(); step++) {
            if (neighbours.takes(finder.steps.get(step).of(), event)) {
                finder.chain[step] = event;
                finder.back(step, step);
            }
        }
        return List.copyOf(finder.found.values());
    }

    /** Fills the steps before the one at {@code first}, then those after {@code last}. */
    private void back(int first, int last) {
        if (first == 0) {
            forth(last);
            return;
        }
        Step step = steps.get(first);
        Step before = steps.get(first - 1);
        for (RuleEvent earlier :
                neighbours.of(chain[first], before.of(), step.withinMetres(), step.after(), Duration.ZERO)) {
            if (!holds(earlier, first, last)) {
                chain[first - 1] = earlier;
                back(first - 1, last);
            }
        }
    }

    private void forth(int last) {
        if (last == steps.size() - 1) {
            whole();
            return;
        }
        Step next = steps.get(last + 1);
        for (RuleEvent later :
                neighbours.of(chain[last], next.of(), next.withinMetres(), Duration.ZERO, next.after())) {
            if (!holds(later, 0, last)) {
                chain[last + 1] = later;
                forth(last + 1);
            }
        }
    }

    private boolean holds(RuleEvent one, int first, int last) {
        for (int step = first; step <= last; step++) {
            if (chain[step].key().equals(one.key())) {
                return true;
            }
        }
        return false;
    }

    private void whole() {
        List<RuleEvent> all = List.of(chain);
        if (all.stream().anyMatch(fresh)) {
            all.forEach(one -> found.put(one.key(), one));
        }
    }
}
