package org.amurwatch.streams.activity;

import java.util.SortedMap;

/**
 * What the counts keep of one deployment.
 *
 * @param deploymentKey source id / deployment id
 * @param camera what tells its camera from others of the station: the camera's id or, where none is stated, its own
 * @param watch when it watched
 * @param tallies how far its rows are classified, by local day (days since 1970)
 */
record DeploymentRow(
        String territoryId,
        String stationId,
        String deploymentKey,
        String camera,
        Watch watch,
        SortedMap<Integer, RowTally> tallies) {

    boolean sameIdentity(DeploymentRow other) {
        return deploymentKey.equals(other.deploymentKey)
                && stationId.equals(other.stationId)
                && territoryId.equals(other.territoryId);
    }
}
