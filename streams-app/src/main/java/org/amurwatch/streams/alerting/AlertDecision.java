package org.amurwatch.streams.alerting;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.StableId;
import org.amurwatch.streams.routing.TeamCoverage;
import org.amurwatch.streams.rule.FreshnessRule;
import org.amurwatch.streams.rule.MaxAge;
import org.amurwatch.streams.rule.SeverityTable;

/** Who is told of a poaching alert. A function of the event and the teams alone. */
public final class AlertDecision {

    private AlertDecision() {}

    /** Whether what is known now is a reason to page anybody at all, whichever teams there are. */
    public static boolean isPageable(ObservationChange change) {
        LocatedEvent now = change.getNow();
        if (now == null || now.getPoachingAlert() == null) {
            return false;
        }
        PoachingAlert alert = now.getPoachingAlert();
        return !alert.getWithdrawn()
                // A shared copy is evidence for the neighbours; the own sector pages.
                && !change.getShared()
                && alert.getExplained() == null
                && (alert.getPurpose() == Purpose.ACTUAL || alert.getPurpose() == Purpose.EXERCISE)
                && FreshnessRule.isFresh(now);
    }

    /** One alert for each team that covers the place, wants the kind and is in use; none if the change is not pageable. */
    public static List<PatrolAlert> decide(ObservationChange change, Collection<PatrolTeam> teams) {
        if (!isPageable(change)) {
            return List.of();
        }
        LocatedEvent now = change.getNow();
        return teams.stream()
                .filter(team -> !team.getRetired())
                .filter(team -> team.getKinds().contains(now.getPoachingAlert().getKind()))
                .filter(team -> TeamCoverage.covers(team, now.getPlacement()))
                .map(team -> alert(change.getEventKey(), now, team))
                .toList();
    }

    private static PatrolAlert alert(String eventKey, LocatedEvent located, PatrolTeam team) {
        PoachingAlert event = located.getPoachingAlert();
        return PatrolAlert.newBuilder()
                .setAlertId(StableId.of(eventKey, team.getId(), AlertMessage.RAISED.name()))
                .setTeamId(team.getId())
                .setMessage(AlertMessage.RAISED)
                .setPurpose(event.getPurpose())
                .setSeverity(SeverityTable.of(event.getKind()))
                .setKind(event.getKind())
                .setEventKey(eventKey)
                .setTerritoryId(located.getPlacement().getTerritoryId())
                .setTerritoryName(located.getPlacement().getTerritoryName())
                .setSectorId(located.getPlacement().getSectorId())
                .setTimeZone(located.getPlacement().getTimeZone())
                .setLanguage(team.getLanguage())
                .setPosition(event.getPosition())
                .setObservedAt(event.getObservedAt())
                .setReceivedAt(located.getReceivedAt())
                .setLifetimeMillis(
                        MaxAge.of(event.getKind()).map(Duration::toMillis).orElse(null))
                .setEndpoints(List.copyOf(team.getEndpoints()))
                .build();
    }
}
