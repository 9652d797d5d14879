package org.amurwatch.streams.routing;

import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Placement;

/** What a team answers for: its territories, and each of its sectors whole. */
public final class TeamCoverage {

    private TeamCoverage() {}

    public static boolean covers(PatrolTeam team, Placement placement) {
        return covers(team, placement.getTerritoryId(), placement.getSectorId());
    }

    /** Whether a team answers for the sector of an incident, for its territory, or for that of any of its evidence. */
    public static boolean covers(PatrolTeam team, Incident incident) {
        return covers(team, incident.getTerritoryId(), incident.getSectorId())
                || incident.getEvidence().stream()
                        .anyMatch(evidence -> team.getTerritoryIds().contains(evidence.getTerritoryId()));
    }

    /** Whether a team that is in use can never be told anything, which whoever set it up surely did not mean. */
    public static boolean coversNothing(PatrolTeam team) {
        return !team.getRetired()
                && team.getTerritoryIds().isEmpty()
                && team.getSectorIds().isEmpty();
    }

    private static boolean covers(PatrolTeam team, String territoryId, String sectorId) {
        return team.getTerritoryIds().contains(territoryId)
                || team.getSectorIds().contains(sectorId);
    }
}
