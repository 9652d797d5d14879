package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.amurwatch.streams.rule.Pattern.Step;

/**
 * Finds what one event makes a sequence with: all events on a whole chain of steps that holds it. A chain holds one fresh event
 * at least, and no event twice.
 */
final class SequenceFinder {

    /** Sums of distances are rounded; the distance of each step is asked exactly. */
    private static final double ROUNDING_METRES = 1;

    private SequenceFinder() {}

    /** The events of all chains with the event, itself among them; empty if there is none. */
    static List<RuleEvent> find(
            RuleEvent event, Pattern.Sequence pattern, Predicate<RuleEvent> fresh, Neighbours neighbours) {
        List<Step> steps = pattern.steps();
        WholeGroups chains = new WholeGroups(
                steps.size(),
                (first, one, second, other) -> second > first + 1 || follows(one, steps.get(second), other),
                fresh);
        for (int own = 0; own < steps.size(); own++) {
            if (neighbours.takes(steps.get(own).of(), event)) {
                int step = own;
                chains.addGroupsWith(event, step, asked -> reachable(event, step, asked, steps, neighbours));
            }
        }
        return chains.found();
    }

    private static boolean follows(RuleEvent before, Step step, RuleEvent event) {
        Duration after = Duration.between(before.observedAt(), event.observedAt());
        return !after.isNegative()
                && after.compareTo(step.after()) <= 0
                && Apart.within(before, event, step.withinMetres());
    }

    /** The events of a step that the event of another one may be connected with by the steps between. */
    private static List<RuleEvent> reachable(
            RuleEvent event, int own, int asked, List<Step> steps, Neighbours neighbours) {
        double metres = ROUNDING_METRES;
        Duration time = Duration.ZERO;
        for (Step between : steps.subList(Math.min(own, asked) + 1, Math.max(own, asked) + 1)) {
            metres += between.withinMetres();
            time = time.plus(between.after());
        }
        return neighbours.of(
                event,
                steps.get(asked).of(),
                metres,
                asked < own ? time : Duration.ZERO,
                asked < own ? Duration.ZERO : time);
    }
}
