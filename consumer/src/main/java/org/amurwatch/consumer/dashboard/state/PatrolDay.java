package org.amurwatch.consumer.dashboard.state;

import java.time.LocalDate;
import java.util.Set;

/**
 * A local day of a territory on which it was patrolled.
 *
 * @param hours clock hours in which a team was there, summed over teams
 * @param teamIds the teams
 */
public record PatrolDay(LocalDate date, int hours, Set<String> teamIds) {

    public PatrolDay {
        teamIds = Set.copyOf(teamIds);
    }
}
