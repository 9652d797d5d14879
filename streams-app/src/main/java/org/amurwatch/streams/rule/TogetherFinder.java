package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds what one event stands together with: all events of all groups that hold it, one event for each selector, each within the
 * distance and the time of each other. A group holds one fresh event at least, and no event twice.
 */
final class TogetherFinder {

    private final Pattern.Together pattern;
    private final Predicate<RuleEvent> fresh;
    private final Neighbours neighbours;
    private final RuleEvent[] group;
    private final Map<String, RuleEvent> found = new TreeMap<>();

    private TogetherFinder(Pattern.Together pattern, Predicate<RuleEvent> fresh, Neighbours neighbours) {
        this.pattern = pattern;
        this.fresh = fresh;
        this.neighbours = neighbours;
        this.group = new RuleEvent[pattern.of().size()];
    }

    /** The events of all groups with the event, itself among them; empty if there is none. */
    static List<RuleEvent> find(
            RuleEvent event, Pattern.Together pattern, Predicate<RuleEvent> fresh, Neighbours neighbours) {
        TogetherFinder finder = new TogetherFinder(pattern, fresh, neighbours);
        for (int place = 0; place < pattern.of().size(); place++) {
            if (neighbours.takes(pattern.of().get(place), event)) {
                finder.group[0] = event;
                finder.fill(place, 0, 1);
            }
        }
        return List.copyOf(finder.found.values());
    }

    /**
     * Finds one event for each selector from {@code selector} on.
     *
     * @param own the selector that the event itself stands for
     * @param size how many the group holds so far, the event first
     */
    private void fill(int own, int selector, int size) {
        if (selector == pattern.of().size()) {
            whole();
            return;
        }
        if (selector == own) {
            fill(own, selector + 1, size);
            return;
        }
        for (RuleEvent other : neighbours.of(
                group[0], pattern.of().get(selector), pattern.withinMetres(), pattern.window(), pattern.window())) {
            if (standsWithAll(other, size)) {
                group[size] = other;
                fill(own, selector + 1, size + 1);
            }
        }
    }

    private boolean standsWithAll(RuleEvent other, int size) {
        for (int i = 0; i < size; i++) {
            RuleEvent one = group[i];
            boolean together = !one.key().equals(other.key())
                    && !(pattern.differentOrigins() && one.origin().equals(other.origin()))
                    && Duration.between(one.observedAt(), other.observedAt())
                                    .abs()
                                    .compareTo(pattern.window())
                            <= 0
                    && Ground.within(one, other, pattern.withinMetres());
            if (!together) {
                return false;
            }
        }
        return true;
    }

    private void whole() {
        List<RuleEvent> all = List.of(group);
        if (all.stream().anyMatch(fresh)) {
            all.forEach(one -> found.put(one.key(), one));
        }
    }
}
