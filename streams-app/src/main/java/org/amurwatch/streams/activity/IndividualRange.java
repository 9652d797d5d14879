package org.amurwatch.streams.activity;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.IndividualSeen;

/**
 * How many different animals were seen. A range, since an animal that is known by its left flank only and one that is known
 * by its right flank only may be the same one.
 *
 * @param atLeast animals known by both flanks (or by no stated flank), and the greater of left-only and right-only; only
 *     confirmed ones
 * @param atMost all of them, those that are probable too
 */
public record IndividualRange(int atLeast, int atMost) {

    /** Of what was seen on any number of days; animals of different species are different. */
    public static IndividualRange of(Collection<IndividualSeen> seen) {
        Map<String, Map<String, Set<Flank>>> confirmed = new TreeMap<>();
        Map<String, Map<String, Set<Flank>>> all = new TreeMap<>();
        for (IndividualSeen one : seen) {
            if (one.getStatus() == IdentificationStatus.CONFIRMED) {
                add(confirmed, one);
            }
            if (one.getStatus() != IdentificationStatus.UNKNOWN) {
                add(all, one);
            }
        }
        return new IndividualRange(
                confirmed.values().stream()
                        .mapToInt(IndividualRange::surelyDifferent)
                        .sum(),
                all.values().stream().mapToInt(Map::size).sum());
    }

    private static void add(Map<String, Map<String, Set<Flank>>> flanks, IndividualSeen one) {
        flanks.computeIfAbsent(one.getScientificName(), name -> new TreeMap<>())
                .computeIfAbsent(one.getIndividualId(), id -> EnumSet.noneOf(Flank.class))
                .add(one.getFlank());
    }

    private static int surelyDifferent(Map<String, Set<Flank>> animals) {
        int left = 0;
        int right = 0;
        int both = 0;
        for (Set<Flank> flanks : animals.values()) {
            if (flanks.equals(EnumSet.of(Flank.LEFT))) {
                left++;
            } else if (flanks.equals(EnumSet.of(Flank.RIGHT))) {
                right++;
            } else {
                both++;
            }
        }
        return both + Math.max(left, right);
    }
}
