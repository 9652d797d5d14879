package org.amurwatch.streams.watch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The nights that a night is compared with: those of the same part of the year, this year and before. */
final class Season {

    /** So many days of the year earlier or later. */
    static final int DAYS = 45;

    private static final int YEAR = 365;

    private Season() {}

    /**
     * What was counted in the active nights of the season before a night. A station is active in a night in which it was
     * heard of, and in those between two such that are no further apart than it may be silent.
     *
     * @param heard nights in which it was heard of
     * @param mostApart nights
     * @param counts by night, where there was any
     */
    static NightCounts before(int night, List<Long> heard, long mostApart, Map<Integer, Integer> counts) {
        List<Integer> history = new ArrayList<>();
        Long earlier = null;
        for (Long at : heard) {
            long from = earlier == null || at - earlier > mostApart ? at : earlier + 1;
            for (long active = from; active <= at && active < night; active++) {
                if (isSameSeason((int) active, night)) {
                    history.add(counts.getOrDefault((int) active, 0));
                }
            }
            earlier = at;
        }
        return new NightCounts(history);
    }

    private static boolean isSameSeason(int night, int as) {
        int apart = Math.floorMod(
                LocalDate.ofEpochDay(as).getDayOfYear()
                        - LocalDate.ofEpochDay(night).getDayOfYear(),
                YEAR);
        return apart <= DAYS || apart >= YEAR - DAYS;
    }
}
