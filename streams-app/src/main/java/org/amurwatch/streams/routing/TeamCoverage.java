package org.amurwatch.streams.routing;

import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Placement;

/** What a team answers for: its territories, and each of its sectors whole. */
public final class TeamCoverage {

    private TeamCoverage() {}

    public static boolean covers(PatrolTeam team, Placement placement) {
        return team.getTerritoryIds().contains(placement.getTerritoryId())
                || team.getSectorIds().contains(placement.getSectorId());
    }

    /** Whether a team that is in use can never be told anything, which whoever set it up surely did not mean. */
    public static boolean coversNothing(PatrolTeam team) {
        return !team.getRetired()
                && team.getTerritoryIds().isEmpty()
                && team.getSectorIds().isEmpty();
    }
}
