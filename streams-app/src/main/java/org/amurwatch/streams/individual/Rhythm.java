package org.amurwatch.streams.individual;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * How often an animal is seen, and whether it should have been seen again by now. Only nights count in which stations of
 * its home range watched: what nobody could see is no absence.
 *
 * <p>The test: sightings come at some unknown rate per station-night. With {@code n} gaps in {@code S} station-nights, the
 * chance of none in the next {@code g} is {@code (S / (S + g)) ^ n}, the predictive distribution of an exponential gap
 * whose rate is not known (Lomax; the zero term of the gamma-Poisson of Greenwood and Yule 1920). Overdue is an animal of
 * which that chance is below the rule's, and whose gap is longer than any before: animals come and go more unevenly than
 * chance.
 *
 * @param usualGapNights observed nights between two days on which it was seen, the median; null where none is known
 */
record Rhythm(@Nullable Double usualGapNights, Optional<Overdue> overdue) {

    static final Rhythm UNKNOWN = new Rhythm(null, Optional.empty());

    /**
     * It has not been seen.
     *
     * @param sinceNight the night (day since 1970) after which it was overdue
     * @param observedNights nights since it was last seen in which a station of its home range watched
     * @param chance of that by its own rhythm
     */
    record Overdue(int sinceNight, int observedNights, double chance) {}

    /**
     * @param daysSeen local days, since 1970
     * @param nights how many stations of its home range watched, by night; none where no station did
     */
    static Rhythm of(SortedSet<Integer> daysSeen, SortedMap<Integer, Integer> nights, IndividualRules.Absence absence) {
        if (daysSeen.size() < 2) {
            return UNKNOWN;
        }
        List<Integer> gaps = new ArrayList<>();
        long stationNights = 0;
        Integer before = null;
        for (Integer day : daysSeen) {
            if (before != null) {
                SortedMap<Integer, Integer> gap = nights.subMap(before, day);
                stationNights += sum(gap);
                if (!gap.isEmpty()) {
                    gaps.add(gap.size());
                }
            }
            before = day;
        }
        if (gaps.isEmpty()) {
            return UNKNOWN;
        }
        Collections.sort(gaps);
        return new Rhythm(median(gaps), overdue(daysSeen.last(), gaps, stationNights, nights, absence));
    }

    private static Optional<Overdue> overdue(
            int lastSeen,
            List<Integer> sortedGaps,
            long stationNights,
            SortedMap<Integer, Integer> nights,
            IndividualRules.Absence absence) {
        if (sortedGaps.size() < absence.leastGaps()) {
            return Optional.empty();
        }
        double atLeast = Math.max(absence.leastNights(), absence.timesUsual() * median(sortedGaps));
        int longest = sortedGaps.get(sortedGaps.size() - 1);
        int observed = 0;
        long unseen = 0;
        Integer since = null;
        // The night of the day itself is left out: it may have been seen in it.
        for (Map.Entry<Integer, Integer> night : nights.tailMap(lastSeen + 1).entrySet()) {
            observed++;
            unseen += night.getValue();
            if (since == null
                    && observed > longest
                    && observed >= atLeast
                    && chance(sortedGaps.size(), stationNights, unseen) < absence.chance()) {
                since = night.getKey();
            }
        }
        return since == null
                ? Optional.empty()
                : Optional.of(new Overdue(since, observed, chance(sortedGaps.size(), stationNights, unseen)));
    }

    private static double chance(int gaps, long stationNights, long unseen) {
        return Math.pow((double) stationNights / (stationNights + unseen), gaps);
    }

    private static long sum(SortedMap<Integer, Integer> nights) {
        return nights.values().stream().mapToLong(Integer::longValue).sum();
    }

    private static double median(List<Integer> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }
}
