package org.amurwatch.streams.individual;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amurwatch.streams.activity.Watch;

/** When which stations watched, by the deployments that are known. */
final class StationEffort {

    private final Map<String, Deployed> deployments = new HashMap<>();

    /**
     * One camera at one place for one period.
     *
     * @param stationId two cameras that face each other are one station
     */
    record Deployed(String stationId, double latitude, double longitude, Watch watch) {}

    /** @param key of the row that keeps it */
    void put(String key, Deployed deployed) {
        deployments.put(key, deployed);
    }

    void remove(String key) {
        deployments.remove(key);
    }

    /** Of the nights from one day on, on which stations of a home range watched: how many did, by day since 1970. */
    SortedMap<Integer, Integer> nights(HomeRange range, int fromDay) {
        Map<Integer, Set<String>> stations = new HashMap<>();
        for (Deployed deployed : deployments.values()) {
            if (deployed.watch().lastNight() >= fromDay && range.holds(deployed.latitude(), deployed.longitude())) {
                int first = Math.max(fromDay, deployed.watch().firstNight());
                for (int night = first; night <= deployed.watch().lastNight(); night++) {
                    stations.computeIfAbsent(night, day -> new HashSet<>()).add(deployed.stationId());
                }
            }
        }
        SortedMap<Integer, Integer> nights = new TreeMap<>();
        stations.forEach((night, watching) -> nights.put(night, watching.size()));
        return nights;
    }
}
