package org.amurwatch.streams.individual;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** For which animal each name of a source counts, both ways; in memory. */
final class CountedNames {

    private final Map<String, String> animals = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> names = new TreeMap<>();

    boolean knows(String identity) {
        return animals.containsKey(identity);
    }

    /** From now on a name counts for an animal, and for no other. */
    void put(String identity, String individualId) {
        remove(identity);
        animals.put(identity, individualId);
        names.computeIfAbsent(individualId, id -> new TreeSet<>()).add(identity);
    }

    void remove(String identity) {
        String individualId = animals.remove(identity);
        SortedSet<String> others = individualId == null ? null : names.get(individualId);
        if (others != null) {
            others.remove(identity);
            if (others.isEmpty()) {
                names.remove(individualId);
            }
        }
    }

    /** The animal by name. */
    Map<String, String> animals() {
        return Map.copyOf(animals);
    }

    /** Animals for which any name counts, in order. */
    List<String> counted() {
        return List.copyOf(names.keySet());
    }

    /** The names that count for an animal, in order. */
    List<String> of(String individualId) {
        SortedSet<String> own = names.get(individualId);
        return own == null ? List.of() : List.copyOf(own);
    }
}
