package org.amurwatch.streams.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds what one event makes a threshold with. A match is a centre and those of a time around it; all matches that hold the
 * event are given as one, since they share it.
 *
 * <p>A storm of events at one place stays cheap by two short cuts, neither of which changes what belongs together in the end
 * (the test compares both with the definition, in random orders):
 *
 * <ul>
 *   <li>The event itself is the first centre, and takes in all around it at once. Another centre is looked at only while some
 *       event that only it could add is left, so that where all lie near each other none is.
 *   <li>Of fresh events within half the distance, which are near each other too, only the {@code chain} next ones before and
 *       after are named: the next but {@code chain} is joined to the next, as that one was, or will be, told by the same rule.
 * </ul>
 */
final class ThresholdFinder {

    /** Longer than any number of events that a rule may ask for. */
    static final int CHAIN = 50;

    private final int chain;

    /** @param chain how many events near by, before and after, are named at most; no rule may ask for more events */
    ThresholdFinder(int chain) {
        this.chain = chain;
    }

    /** The events of all matches with the event, itself among them; empty if there is none. */
    List<RuleEvent> find(
            RuleEvent event, Pattern.Threshold pattern, Predicate<RuleEvent> fresh, Neighbours neighbours) {
        if (!neighbours.takes(pattern.of(), event)) {
            return List.of();
        }
        if (pattern.events() == 1
                && pattern.withinMetres() == 0
                && pattern.window().isZero()) {
            return fresh.test(event) ? List.of(event) : List.of();
        }
        Around around = new Around(event, pattern, fresh, events(event, pattern, fresh, neighbours));
        return around.matched(chain);
    }

    /** The events that may share a match with one, and that one, by time. */
    private static List<RuleEvent> events(
            RuleEvent event, Pattern.Threshold pattern, Predicate<RuleEvent> fresh, Neighbours neighbours) {
        // Two fresh events near each other make a match of two by themselves: what lies beyond was joined when it came.
        if (pattern.events() <= 2 && fresh.test(event)) {
            List<RuleEvent> near = events(event, pattern, pattern.withinMetres(), neighbours);
            if (near.stream().allMatch(fresh)) {
                return near;
            }
        }
        return events(event, pattern, 2 * pattern.withinMetres(), neighbours);
    }

    private static List<RuleEvent> events(
            RuleEvent event, Pattern.Threshold pattern, double metres, Neighbours neighbours) {
        List<RuleEvent> events = neighbours.of(event, pattern.of(), metres, pattern.window(), pattern.window());
        events.add(event);
        events.sort(Neighbours.BY_TIME);
        return events;
    }

    /** One event and those that may share a match with it, by time. */
    private static final class Around {

        private final RuleEvent event;
        private final Pattern.Threshold pattern;
        private final List<RuleEvent> events;
        private final long[] millis;
        private final boolean[] fresh;
        private final boolean[] near;
        private final boolean[] matched;
        private final int self;
        private int left;

        Around(RuleEvent event, Pattern.Threshold pattern, Predicate<RuleEvent> isFresh, List<RuleEvent> events) {
            this.event = event;
            this.pattern = pattern;
            this.events = events;
            this.millis = new long[events.size()];
            this.fresh = new boolean[events.size()];
            this.near = new boolean[events.size()];
            this.matched = new boolean[events.size()];
            int found = 0;
            for (int i = 0; i < events.size(); i++) {
                millis[i] = events.get(i).observedAt().toEpochMilli();
                fresh[i] = isFresh.test(events.get(i));
                near[i] = isNear(event, i);
                found = events.get(i).key().equals(event.key()) ? i : found;
            }
            this.self = found;
            this.left = events.size();
        }

        List<RuleEvent> matched(int chain) {
            matchAround(self);
            for (int centre = 0; centre < events.size() && left > 0; centre++) {
                if (near[centre] && centre != self && couldAdd(centre)) {
                    matchAround(centre);
                }
            }
            leaveOutTheFarOfTheChain(chain);
            List<RuleEvent> all = new ArrayList<>();
            for (int i = 0; i < events.size(); i++) {
                if (matched[i]) {
                    all.add(events.get(i));
                }
            }
            return all;
        }

        private boolean isNear(RuleEvent centre, int other) {
            return Apart.within(centre, events.get(other), pattern.withinMetres());
        }

        private boolean couldAdd(int centre) {
            for (int i = 0; i < events.size(); i++) {
                if (!matched[i] && isNear(events.get(centre), i)) {
                    return true;
                }
            }
            return false;
        }

        /** Marks the events of all matches with that centre that hold the event. */
        private void matchAround(int centre) {
            int[] members = members(centre);
            int first = Math.min(position(members, centre), position(members, self));
            int last = Math.max(position(members, centre), position(members, self));
            int end = last;
            int next = -1;
            for (int begin = 0; begin <= first; begin++) {
                if (isLonger(members[begin], members[last])) {
                    continue;
                }
                while (end + 1 < members.length && !isLonger(members[begin], members[end + 1])) {
                    end++;
                }
                if (end - begin + 1 >= pattern.events() && hasFresh(members, begin, end)) {
                    // All of these times hold the two: where one begins, the one before has not ended.
                    for (int i = Math.max(begin, next); i <= end; i++) {
                        match(members[i]);
                    }
                    next = end + 1;
                }
            }
        }

        private void match(int i) {
            if (!matched[i]) {
                matched[i] = true;
                left--;
            }
        }

        private int[] members(int centre) {
            int[] members = new int[events.size()];
            int count = 0;
            for (int i = 0; i < members.length; i++) {
                if (centre == self ? near[i] : isNear(events.get(centre), i)) {
                    members[count++] = i;
                }
            }
            return Arrays.copyOf(members, count);
        }

        private static int position(int[] members, int wanted) {
            return Arrays.binarySearch(members, wanted);
        }

        private boolean isLonger(int from, int to) {
            return millis[to] - millis[from] > pattern.window().toMillis();
        }

        private boolean hasFresh(int[] members, int begin, int end) {
            // Few are old: the first is fresh most of the time.
            for (int i = begin; i <= end; i++) {
                if (fresh[members[i]]) {
                    return true;
                }
            }
            return false;
        }

        private void leaveOutTheFarOfTheChain(int chain) {
            leaveOut(chain, self - 1, -1);
            leaveOut(chain, self + 1, 1);
        }

        private void leaveOut(int chain, int from, int step) {
            int named = 0;
            for (int i = from; i >= 0 && i < events.size(); i += step) {
                if (matched[i] && fresh[i] && Apart.within(event, events.get(i), pattern.withinMetres() / 2)) {
                    matched[i] = named < chain;
                    named++;
                }
            }
        }
    }
}
