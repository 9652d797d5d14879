package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds what one event stands together with: all events of all groups that hold it, one event for each selector, each within the
 * distance and the time of each other. A group holds one fresh event at least, and no event twice.
 */
final class TogetherFinder {

    private TogetherFinder() {}

    /** The events of all groups with the event, itself among them; empty if there is none. */
    static List<RuleEvent> find(
            RuleEvent event, Pattern.Together pattern, Predicate<RuleEvent> fresh, Neighbours neighbours) {
        List<Selector> of = pattern.of();
        WholeGroups groups =
                new WholeGroups(of.size(), (first, one, second, other) -> standTogether(one, other, pattern), fresh);
        for (int own = 0; own < of.size(); own++) {
            if (neighbours.takes(of.get(own), event)) {
                groups.addGroupsWith(
                        event,
                        own,
                        place -> neighbours.of(
                                event, of.get(place), pattern.withinMetres(), pattern.window(), pattern.window()));
            }
        }
        return groups.found();
    }

    private static boolean standTogether(RuleEvent one, RuleEvent other, Pattern.Together pattern) {
        return !(pattern.differentOrigins() && one.origin().equals(other.origin()))
                && Duration.between(one.observedAt(), other.observedAt()).abs().compareTo(pattern.window()) <= 0
                && Apart.within(one, other, pattern.withinMetres());
    }
}
