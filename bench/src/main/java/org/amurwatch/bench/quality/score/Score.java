package org.amurwatch.bench.quality.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.producer.simulation.Behaviour;
import org.jspecify.annotations.Nullable;

/**
 * How well a policy did, in one run or in several together.
 *
 * @param days simulated, of all runs together
 * @param incursions all that were
 * @param twoSigns those with two or more signs that arrived within the greatest age for paging
 * @param minutes for each found incursion with two signs: from the second sign's arrival to the first page, 0 if paged before
 * @param byBehaviour incursions by what they came to do
 */
public record Score(
        int days,
        Found incursions,
        Found twoSigns,
        int pages,
        int realPages,
        List<Double> minutes,
        Map<Behaviour, Found> byBehaviour) {

    /** How many there were, and how many of them were paged. */
    public record Found(int all, int paged) {

        Found plus(Found other) {
            return new Found(all + other.all, paged + other.paged);
        }

        /** The share that was paged; null if there was none to page. */
        public @Nullable Double share() {
            return all == 0 ? null : (double) paged / all;
        }
    }

    public Score {
        minutes = List.copyOf(minutes);
        byBehaviour = Collections.unmodifiableMap(copy(byBehaviour));
    }

    private static Map<Behaviour, Found> copy(Map<Behaviour, Found> from) {
        Map<Behaviour, Found> copy = new EnumMap<>(Behaviour.class);
        copy.putAll(from);
        return copy;
    }

    /** A score of no days, to add to. */
    public static Score none() {
        return new Score(0, new Found(0, 0), new Found(0, 0), 0, 0, List.of(), Map.of());
    }

    /** Of these runs together: counts are added, so each incursion weighs the same. */
    public Score plus(Score other) {
        List<Double> allMinutes = new ArrayList<>(minutes);
        allMinutes.addAll(other.minutes);
        Map<Behaviour, Found> behaviours = new EnumMap<>(Behaviour.class);
        behaviours.putAll(byBehaviour);
        other.byBehaviour.forEach((behaviour, found) -> behaviours.merge(behaviour, found, Found::plus));
        return new Score(
                days + other.days,
                incursions.plus(other.incursions),
                twoSigns.plus(other.twoSigns),
                pages + other.pages,
                realPages + other.realPages,
                allMinutes,
                behaviours);
    }

    public @Nullable Double recall() {
        return incursions.share();
    }

    public @Nullable Double recallTwoSigns() {
        return twoSigns.share();
    }

    public double pagesPerDay() {
        return days == 0 ? 0 : (double) pages / days;
    }

    /** Real pages of all pages; null if there were none. */
    public @Nullable Double precision() {
        return pages == 0 ? null : (double) realPages / pages;
    }

    /**
     * The minutes that this share of the found incursions with two signs did not exceed (nearest rank); null if none was
     * found.
     *
     * @param share above 0, at most 1
     */
    public @Nullable Double minutesFromSecondSign(double share) {
        if (minutes.isEmpty()) {
            return null;
        }
        List<Double> sorted = minutes.stream().sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
