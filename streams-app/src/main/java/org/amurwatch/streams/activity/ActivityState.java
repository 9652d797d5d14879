package org.amurwatch.streams.activity;

import java.util.List;
import java.util.SortedMap;
import org.amurwatch.avro.TerritoryStatus;
import org.jspecify.annotations.Nullable;

/** What the counts remember, as {@link Counting} reads it. */
interface ActivityState extends Burst.Rows {

    /** The stored row with the identity (chain, time, event) of this one; null if there is none. */
    @Nullable
    EventRow stored(EventRow identity);

    /** The stored row with the identity (territory, station, deployment) of this one; null if there is none. */
    @Nullable
    DeploymentRow stored(DeploymentRow identity);

    /** All deployments of a station. */
    List<DeploymentRow> deployments(String territoryId, String stationId);

    @Nullable
    DayState day(String territoryId, int day);

    /** Days of a territory that anything is known of, both ends included. */
    SortedMap<Integer, DayState> days(String territoryId, int from, int to);

    @Nullable
    TerritoryStatus status(String territoryId);
}
