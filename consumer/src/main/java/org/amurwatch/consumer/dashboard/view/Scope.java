package org.amurwatch.consumer.dashboard.view;

import java.util.List;
import java.util.Set;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.SightingReference;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.dashboard.state.Park;
import org.amurwatch.consumer.dashboard.state.ParkItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.EventItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.IncidentItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.IndividualItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.Kind;
import org.amurwatch.consumer.dashboard.state.ParkItem.PatrolItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.ReviewEntry;
import org.amurwatch.consumer.dashboard.state.ParkItem.SignalItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.StationItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.TerritoryItem;
import org.amurwatch.consumer.dashboard.state.ParkState;
import org.jspecify.annotations.Nullable;

/** Which things somebody may see as they are. Those that see nothing exact see none. */
final class Scope {

    private final Viewer viewer;
    private final Park park;
    /** Those of the team; null: all. */
    private final @Nullable Set<String> sectors;

    Scope(Viewer viewer, Park park) {
        this.viewer = viewer;
        this.park = park;
        this.sectors = sectors(viewer, park);
    }

    private static @Nullable Set<String> sectors(Viewer viewer, Park park) {
        String team = viewer.team();
        if (team == null) {
            return null;
        }
        PatrolTeam known = park.team(team);
        // A team that is not known, or no more, is of no sector.
        return known == null ? Set.of() : park.sectors(known);
    }

    boolean sees(ParkItem item) {
        Role role = viewer.role();
        if (!role.seesExactPositions()) {
            return false;
        }
        if (item instanceof TerritoryItem territory) {
            return isOf(territory.territory().getSectorId());
        }
        if (item instanceof StationItem station) {
            return role.seesStations() && isOf(station.placement().getSectorId());
        }
        if (item instanceof EventItem event) {
            return isOf(event.event().getPlacement().getSectorId());
        }
        if (item instanceof SignalItem signal) {
            return isOf(signal.signal().getPlacement().getSectorId()) && seesSubject(signal.signal());
        }
        if (item instanceof IncidentItem incident) {
            return role.seesIncidents() && wasTold(incident.incident().getToldTeamIds());
        }
        if (item instanceof PatrolItem patrol) {
            return seesPatrol(patrol.id());
        }
        if (item instanceof ReviewEntry) {
            return role.seesReview();
        }
        return item instanceof IndividualItem individual && role.seesIndividuals() && isOf(individual);
    }

    /** Whether it sees where a team is and was. */
    boolean seesPatrol(String team) {
        return viewer.role().seesPatrols()
                && (viewer.team() == null || viewer.team().equals(team));
    }

    /** Where a check-in was missed, a team was. */
    private boolean seesSubject(Signal signal) {
        return signal.getKind() != SignalKind.CHECK_IN || seesPatrol(signal.getSubject());
    }

    ParkState state() {
        return park.state();
    }

    /** Whether it sees an incident that these teams were told of. */
    boolean wasTold(List<String> teams) {
        return viewer.team() == null || teams.contains(viewer.team());
    }

    /** The incident, if it may be seen; else null. */
    @Nullable
    String seenIncident(@Nullable String incidentId) {
        if (incidentId == null) {
            return null;
        }
        @Nullable ParkItem incident = park.state().item(Kind.INCIDENTS, incidentId);
        return incident != null && sees(incident) ? incidentId : null;
    }

    private boolean isOf(IndividualItem individual) {
        SightingReference last = individual.status().getLast();
        if (sectors == null) {
            return true;
        }
        String sector = last == null ? null : park.sector(last.getTerritoryId());
        return sector != null && isOf(sector);
    }

    /** Whether anything of a sector may be seen; it is no more than a hint: {@link #sees} decides. */
    boolean isOf(String sector) {
        return sectors == null || sectors.contains(sector);
    }
}
