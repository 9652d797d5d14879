package org.amurwatch.consumer.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Position;
import org.jspecify.annotations.Nullable;

/** Stations as detectors of secr, with the nights in which at least one of their cameras watched. */
final class Detectors {

    private final Occasions occasions;
    private final Map<String, Station> stations = new TreeMap<>();

    Detectors(Occasions occasions) {
        this.occasions = occasions;
    }

    private static final class Station {
        private final BitSet nights = new BitSet();
        private double latitudes;
        private double longitudes;
        private int deployments;
    }

    /**
     * A station as a detector.
     *
     * @param name S1, S2, ... in the order of the stations' ids: secr takes no spaces, commas or underscores
     * @param position the middle of its deployments
     * @param usage nights watched, by occasion
     */
    record Detector(String name, String stationId, Position position, int[] usage) {}

    /** Adds a deployment, if it watched in the period. */
    void add(Deployment deployment) {
        Instant end = deployment.getEnd() == null ? deployment.getProvenance().getRevision() : deployment.getEnd();
        BitSet watched = occasions.watched(deployment.getStart(), end);
        if (deployment.getClockSuspect() || watched.isEmpty()) {
            return;
        }
        Station station = stations.computeIfAbsent(deployment.getStationId(), id -> new Station());
        station.nights.or(watched);
        station.latitudes += deployment.getPosition().getLatitude();
        station.longitudes += deployment.getPosition().getLongitude();
        station.deployments++;
    }

    /** Those that watched at all, in the order of the stations' ids. */
    List<Detector> all() {
        List<Detector> all = new ArrayList<>();
        stations.forEach((id, station) -> all.add(new Detector(
                "S" + (all.size() + 1),
                id,
                new Position(station.latitudes / station.deployments, station.longitudes / station.deployments, null),
                usage(station))));
        return all;
    }

    private int[] usage(Station station) {
        int[] usage = new int[occasions.count()];
        for (int i = 0; i < usage.length; i++) {
            usage[i] = station.nights
                    .get(i * occasions.nights(), (i + 1) * occasions.nights())
                    .cardinality();
        }
        return usage;
    }

    /** Whether a station watched in an occasion. */
    boolean watched(@Nullable String stationId, int occasion) {
        Station station = stationId == null ? null : stations.get(stationId);
        return station != null
                && !station.nights
                        .get(occasion * occasions.nights(), (occasion + 1) * occasions.nights())
                        .isEmpty();
    }
}
