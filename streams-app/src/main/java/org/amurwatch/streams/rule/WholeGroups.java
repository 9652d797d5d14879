package org.amurwatch.streams.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events of all whole groups that hold one event. A group has one event in each of its places, no event twice, one
 * fresh event at least, and each two of them fit.
 *
 * <p>What is asked for is who is in any such group, not the groups, of which a storm has millions: each candidate is in as soon
 * as one group with it is found, and with it all of that group. Where most fit, the work grows with the number of candidates.
 */
final class WholeGroups {

    private final Fit fit;
    private final Predicate<RuleEvent> fresh;
    private final List<List<RuleEvent>> candidates = new ArrayList<>();
    private final @Nullable RuleEvent[] group;
    private final Map<String, RuleEvent> found = new TreeMap<>();

    /** Whether two events may be in one group, by their places there; the first place is the smaller one. */
    interface Fit {
        boolean fits(int first, RuleEvent one, int second, RuleEvent other);
    }

    /** What may stand in a place of a group with the event in its own. */
    interface Candidates {
        List<RuleEvent> of(int place);
    }

    WholeGroups(int places, Fit fit, Predicate<RuleEvent> fresh) {
        this.fit = fit;
        this.fresh = fresh;
        this.group = new RuleEvent[places];
    }

    /** Adds the events of all groups with the event in a place. */
    void addGroupsWith(RuleEvent event, int own, Candidates standing) {
        candidates.clear();
        for (int place = 0; place < group.length; place++) {
            candidates.add(place == own ? List.of(event) : fitting(place, standing.of(place), own, event));
        }
        // Else nothing is found, and that takes the longest: every combination is tried.
        if (!fresh.test(event) && candidates.stream().flatMap(List::stream).noneMatch(fresh)) {
            return;
        }
        group[own] = event;
        for (int place = 0; place < group.length; place++) {
            for (RuleEvent candidate : candidates.get(place)) {
                if (!found.containsKey(candidate.key())) {
                    group[place] = candidate;
                    complete(0);
                    group[place] = place == own ? event : null;
                }
            }
        }
        group[own] = null;
    }

    /** All that were found, in the order of their keys. */
    List<RuleEvent> found() {
        return List.copyOf(found.values());
    }

    private List<RuleEvent> fitting(int place, List<RuleEvent> all, int own, RuleEvent event) {
        return all.stream()
                .filter(candidate -> fits(place, candidate, own, event))
                .toList();
    }

    /** Fills the empty places from one on; true with the first group that is whole. */
    private boolean complete(int place) {
        if (place == group.length) {
            return whole();
        }
        if (group[place] != null) {
            return complete(place + 1);
        }
        for (RuleEvent candidate : candidates.get(place)) {
            if (fitsAll(place, candidate)) {
                group[place] = candidate;
                boolean whole = complete(place + 1);
                group[place] = null;
                if (whole) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean fitsAll(int place, RuleEvent candidate) {
        for (int other = 0; other < group.length; other++) {
            RuleEvent standing = group[other];
            if (standing != null && !fits(place, candidate, other, standing)) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(int place, RuleEvent one, int otherPlace, RuleEvent other) {
        if (one.key().equals(other.key())) {
            return false;
        }
        return place < otherPlace ? fit.fits(place, one, otherPlace, other) : fit.fits(otherPlace, other, place, one);
    }

    private boolean whole() {
        boolean anyFresh = false;
        for (RuleEvent one : group) {
            anyFresh |= one != null && fresh.test(one);
        }
        if (anyFresh) {
            for (RuleEvent one : group) {
                if (one != null) {
                    found.put(one.key(), one);
                }
            }
        }
        return anyFresh;
    }
}
