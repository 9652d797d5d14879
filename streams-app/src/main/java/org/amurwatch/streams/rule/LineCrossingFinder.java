package org.amurwatch.streams.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.amurwatch.streams.place.Places;

/** Finds the signs on the other side of a line that one sign makes a crossing with; one of each two is fresh. */
final class LineCrossingFinder {

    private LineCrossingFinder() {}

    /** The signs on the other side, and the event itself; empty if there are none. */
    static List<RuleEvent> find(
            RuleEvent event,
            Pattern.LineCrossing pattern,
            Predicate<RuleEvent> fresh,
            Neighbours neighbours,
            Places places) {
        if (!neighbours.takes(pattern.of(), event)) {
            return List.of();
        }
        List<RuleEvent> found = new ArrayList<>();
        for (RuleEvent other :
                neighbours.of(event, pattern.of(), pattern.withinMetres(), pattern.window(), pattern.window())) {
            if ((fresh.test(event) || fresh.test(other)) && crosses(event, other, pattern, places)) {
                found.add(other);
            }
        }
        if (!found.isEmpty()) {
            found.add(event);
        }
        return found;
    }

    private static boolean crosses(RuleEvent one, RuleEvent other, Pattern.LineCrossing pattern, Places places) {
        return places.crosses(pattern.line(), one.latitude(), one.longitude(), other.latitude(), other.longitude());
    }
}
