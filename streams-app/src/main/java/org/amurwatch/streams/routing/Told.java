package org.amurwatch.streams.routing;

import java.util.List;
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.TimelineEntry;
import org.jspecify.annotations.Nullable;

/**
 * What is told, and how the escalation stands after it.
 *
 * @param state the escalation; null: there is none
 * @param alerts to be sent now
 * @param timeline what is to be noted in the incident
 * @param toldTeamIds teams that are told for the first time, in order
 */
public record Told(
        @Nullable EscalationState state,
        List<PatrolAlert> alerts,
        List<TimelineEntry> timeline,
        List<String> toldTeamIds) {

    public Told {
        alerts = List.copyOf(alerts);
        timeline = List.copyOf(timeline);
        toldTeamIds = List.copyOf(toldTeamIds);
    }
}
