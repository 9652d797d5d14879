package org.amurwatch.streams.activity;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Looks for a day of a territory as it will be once some days have changed. Needed only when a first or last day is gone:
 * rare; it reads no further than to the day it finds.
 */
final class DaySearch {

    /** Days read at once. */
    private static final int STRIDE = 64;

    private final ActivityState state;
    private final String territoryId;
    private final List<DayChange> changes;

    DaySearch(ActivityState state, String territoryId, List<DayChange> changes) {
        this.state = state;
        this.territoryId = territoryId;
        this.changes = changes;
    }

    /** The first day in this period (both ends included) that is as wanted. */
    OptionalInt first(int from, int to, Predicate<DayState> wanted) {
        for (int low = from; low <= to; low += STRIDE) {
            for (Map.Entry<Integer, DayState> day :
                    days(low, Math.min(to, low + STRIDE - 1)).entrySet()) {
                if (wanted.test(day.getValue())) {
                    return OptionalInt.of(day.getKey());
                }
            }
        }
        return OptionalInt.empty();
    }

    /** The last day in this period (both ends included) that is as wanted. */
    OptionalInt last(int from, int to, Predicate<DayState> wanted) {
        for (int high = to; high >= from; high -= STRIDE) {
            OptionalInt found = OptionalInt.empty();
            for (Map.Entry<Integer, DayState> day :
                    days(Math.max(from, high - STRIDE + 1), high).entrySet()) {
                found = wanted.test(day.getValue()) ? OptionalInt.of(day.getKey()) : found;
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalInt.empty();
    }

    private SortedMap<Integer, DayState> days(int from, int to) {
        SortedMap<Integer, DayState> days = new TreeMap<>(state.days(territoryId, from, to));
        for (DayChange change : changes) {
            DayState after = change.after();
            if (after == null) {
                days.remove(change.day());
            } else if (from <= change.day() && change.day() <= to) {
                days.put(change.day(), after);
            }
        }
        return days;
    }
}
