package org.amurwatch.streams.activity;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What one station, or all stations of a territory, did on one day.
 *
 * @param stationsKnown stations with a deployment that covers the day: with none, effort is unknown, not 0
 * @param stationNights stations of which a camera watched the night
 * @param cameraNights cameras that watched the night
 */
record Effort(int stationsKnown, int stationNights, int cameraNights) {

    static final Effort NONE = new Effort(0, 0, 0);

    /**
     * One station on one day. Two cameras that face each other are one station; two deployments of one camera are one
     * camera.
     */
    static Effort ofStation(Collection<DeploymentRow> deployments, int day) {
        boolean known = false;
        Set<String> cameras = new HashSet<>();
        for (DeploymentRow deployment : deployments) {
            known |= deployment.watch().covers(day);
            if (deployment.watch().watchedNightOf(day)) {
                cameras.add(deployment.camera());
            }
        }
        return new Effort(known ? 1 : 0, cameras.isEmpty() ? 0 : 1, cameras.size());
    }

    Effort plus(Effort other) {
        return new Effort(
                stationsKnown + other.stationsKnown,
                stationNights + other.stationNights,
                cameraNights + other.cameraNights);
    }

    Effort minus(Effort other) {
        return new Effort(
                stationsKnown - other.stationsKnown,
                stationNights - other.stationNights,
                cameraNights - other.cameraNights);
    }
}
