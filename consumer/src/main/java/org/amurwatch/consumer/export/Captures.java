package org.amurwatch.consumer.export;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.Sex;

/** Which animal was seen at which station in which occasion: once each, with the sides of it that were seen there. */
final class Captures {

    /** One animal at one station in one occasion, from 0. */
    record Capture(String individual, int occasion, String stationId) implements Comparable<Capture> {

        private static final Comparator<Capture> ORDER = Comparator.comparing(Capture::individual)
                .thenComparingInt(Capture::occasion)
                .thenComparing(Capture::stationId);

        @Override
        public int compareTo(Capture other) {
            return ORDER.compare(this, other);
        }
    }

    private final SortedMap<Capture, Flank> captures = new TreeMap<>();
    private final Map<String, Sex> sexes = new HashMap<>();

    void add(Capture capture, Flank flank, Sex sex) {
        captures.merge(capture, flank, Captures::both);
        if (sex != Sex.UNSPECIFIED) {
            sexes.putIfAbsent(capture.individual(), sex);
        }
    }

    private static Flank both(Flank one, Flank other) {
        if (one == other || other == Flank.UNSPECIFIED) {
            return one;
        }
        return one == Flank.UNSPECIFIED ? other : Flank.BOTH;
    }

    SortedMap<Capture, Flank> all() {
        return captures;
    }

    /** The sex that a sighting said first. */
    Sex sex(String individual) {
        return sexes.getOrDefault(individual, Sex.UNSPECIFIED);
    }

    /** Sides of an animal that were seen, in any capture. */
    Flank flanks(String individual) {
        return captures.entrySet().stream()
                .filter(capture -> capture.getKey().individual().equals(individual))
                .map(Map.Entry::getValue)
                .reduce(Flank.UNSPECIFIED, Captures::both);
    }

    /** The animals, in order. */
    List<String> individuals() {
        return captures.keySet().stream().map(Capture::individual).distinct().toList();
    }
}
