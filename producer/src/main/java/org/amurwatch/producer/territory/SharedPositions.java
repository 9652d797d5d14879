package org.amurwatch.producer.territory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amurwatch.avro.Position;

/** Stations that share a position are taken for one: no line can be drawn between them. */
final class SharedPositions {

    /** Positions are one where they are equal to 1e-6 degrees, about ten centimetres. */
    private static final double SAME_POSITION = 1e6;

    private SharedPositions() {}

    /** @param notes told of each merger */
    static List<Station> merge(List<Station> stations, List<String> notes) {
        int[] group = new int[stations.size()];
        Map<String, Integer> byPosition = new HashMap<>();
        for (int i = 0; i < group.length; i++) {
            group[i] = i;
            for (Position position : stations.get(i).positions()) {
                Integer before = byPosition.putIfAbsent(rounded(position), i);
                if (before != null) {
                    int from = Math.max(group[before], group[i]);
                    int into = Math.min(group[before], group[i]);
                    for (int j = 0; j <= i; j++) {
                        group[j] = group[j] == from ? into : group[j];
                    }
                }
            }
        }
        Map<Integer, List<Station>> groups = new TreeMap<>();
        for (int i = 0; i < group.length; i++) {
            groups.computeIfAbsent(group[i], number -> new ArrayList<>()).add(stations.get(i));
        }
        return groups.values().stream().map(members -> merged(members, notes)).toList();
    }

    private static Station merged(List<Station> members, List<String> notes) {
        Station first = members.get(0);
        Map<String, Position> positions = new LinkedHashMap<>();
        members.forEach(
                member -> member.positions().forEach(position -> positions.putIfAbsent(rounded(position), position)));
        if (members.size() > 1) {
            notes.add("Stations "
                    + members.stream().map(Station::id).collect(Collectors.joining(", "))
                    + " stand at the same place: they share the territory '" + first.id() + "'.");
        }
        Set<String> names = new LinkedHashSet<>();
        members.forEach(member -> names.add(member.name()));
        return new Station(first.id(), String.join(", ", names), List.copyOf(positions.values()));
    }

    private static String rounded(Position position) {
        return Math.round(position.getLatitude() * SAME_POSITION) + " "
                + Math.round(position.getLongitude() * SAME_POSITION);
    }
}
