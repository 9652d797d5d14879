package org.amurwatch.consumer.dashboard.view;

import org.amurwatch.avro.Incident;
import org.amurwatch.avro.Severity;
import org.amurwatch.consumer.incident.IncidentStates;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents somebody asks for.
 *
 * @param open true: those that are open; false: those that are over; null: all
 * @param severity those of this severity; null: of any
 * @param territory id of the territory; null: any
 * @param limit how many at most
 * @param after the last id of the page before; null: from the beginning
 */
public record IncidentQuery(
        @Nullable Boolean open,
        @Nullable Severity severity,
        @Nullable String territory,
        int limit,
        @Nullable String after) {

    boolean takes(Incident incident) {
        return (open == null || open == IncidentStates.isOpen(incident))
                && (severity == null || severity == incident.getSeverity())
                && (territory == null || territory.equals(incident.getTerritoryId()));
    }
}
