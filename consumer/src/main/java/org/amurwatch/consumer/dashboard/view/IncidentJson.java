package org.amurwatch.consumer.dashboard.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentNote;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.dashboard.state.ParkItem.IncidentItem;
import org.amurwatch.consumer.incident.IncidentRows;
import org.amurwatch.consumer.read.DeliveryProgress;
import org.jspecify.annotations.Nullable;

/** An incident, and all that is known of it. */
final class IncidentJson {

    private IncidentJson() {}

    /** As it stands in lists and on the map. */
    static ObjectNode of(IncidentItem item) {
        Incident incident = item.incident();
        ObjectNode json = Json.object()
                .put("id", incident.getIncidentId())
                .put("territory", incident.getTerritoryId())
                .put("territoryName", incident.getTerritoryName())
                .put("sector", incident.getSectorId())
                .put("severity", incident.getSeverity().name())
                .put("level", incident.getLevel().name())
                .put("state", incident.getState().name())
                .put("openedAt", Json.time(incident.getOpenedAt()))
                .put("lastEvidenceAt", Json.time(incident.getLastObservedAt()))
                .put("evidenceCount", incident.getEvidenceCount())
                .put("acknowledgedBy", incident.getAnsweredBy())
                .put("answer", Json.name(incident.getAnswer()))
                .put("answeredAt", Json.time(incident.getAnsweredAt()))
                .put("outcome", Json.name(incident.getOutcome()))
                .put("closedAt", Json.time(incident.getClosedAt()))
                .put("mergedInto", incident.getMergedInto())
                .put("noteCount", item.notes())
                .put("nextEscalationAt", Json.time(incident.getNextStepAt()))
                .put("nextEscalationTo", Json.name(incident.getNextStepTo()))
                .put(
                        "rule",
                        incident.getRules().isEmpty()
                                ? null
                                : incident.getRules().get(0).getRule())
                .put("purpose", incident.getPurpose().name());
        json.set("position", Json.position(incident.getCentre()));
        ArrayNode kinds = json.putArray("kinds");
        new TreeMap<>(incident.getKinds()).keySet().forEach(kinds::add);
        ArrayNode evidence = json.putArray("evidence");
        incident.getEvidence().stream().filter(IncidentEvidence::getJoined).forEach(one -> evidence.add(evidence(one)));
        ArrayNode told = json.putArray("told");
        incident.getToldTeamIds()
                .forEach(team -> told.addObject().put("team", team).put("at", Json.time(toldAt(incident, team))));
        return json;
    }

    private static ObjectNode evidence(IncidentEvidence one) {
        ObjectNode json = Json.object()
                .put("event", one.getEventKey())
                .put("kind", IncidentRows.what(one))
                .put("observedAt", Json.time(one.getObservedAt()))
                .put("receivedAt", Json.time(one.getReceivedAt()))
                .put("rule", one.getRule())
                .put("ruleVersion", one.getRuleVersion())
                .put("count", one.getCount())
                .put("machine", one.getMachine())
                .put("station", one.getStationId());
        json.set("position", Json.position(one.getPosition()));
        return json;
    }

    /** With what happened to it, what was answered, who was told in which words, and whether that arrived. */
    static ObjectNode whole(
            IncidentItem item,
            List<PatrolResponse> answers,
            List<IncidentNote> notes,
            List<AlertBook.Message> messages,
            Instant now) {
        Incident incident = item.incident();
        ObjectNode json = of(item);
        ArrayNode timeline = json.putArray("timeline");
        incident.getTimeline().forEach(entry -> timeline.addObject()
                .put("at", Json.time(entry.getAt()))
                .put("kind", entry.getKind().name())
                .put("subject", entry.getSubject())
                .put("response", Json.name(entry.getResponse())));
        ArrayNode given = json.putArray("answers");
        answers.forEach(answer -> given.addObject()
                .put("at", Json.time(answer.getAt()))
                .put("answer", answer.getKind().name())
                .put("outcome", Json.name(answer.getOutcome()))
                .put("team", answer.getTeamId())
                .put("by", answer.getBy()));
        ArrayNode noted = json.putArray("notes");
        notes.forEach(note -> noted.addObject()
                .put("id", note.getNoteId())
                .put("at", Json.time(note.getAt()))
                .put("by", note.getBy())
                .put("team", note.getTeamId())
                .put("text", note.getText()));
        ArrayNode alerts = json.putArray("alerts");
        ArrayNode deliveries = json.putArray("deliveries");
        for (AlertBook.Message message : messages) {
            alerts.add(alert(message.alert()));
            message.deliveries().forEach(progress -> deliveries.add(delivery(progress, now)));
        }
        return json;
    }

    private static ObjectNode alert(PatrolAlert alert) {
        return Json.object()
                .put("id", alert.getAlertId())
                .put("team", alert.getTeamId())
                .put("message", alert.getMessage().name())
                .put("level", alert.getLevel().name())
                .put("severity", alert.getSeverity().name())
                .put("receivedAt", Json.time(alert.getReceivedAt()))
                .put("toldAt", Json.time(alert.getToldAt()))
                .put("text", alert.getText())
                .put("reason", alert.getReason());
    }

    private static ObjectNode delivery(DeliveryProgress progress, Instant now) {
        return Json.object()
                .put("alert", progress.delivery().getAlert().getAlertId())
                .put("team", progress.delivery().getAlert().getTeamId())
                .put("endpoint", progress.delivery().getEndpoint())
                .put("attempts", progress.delivery().getAttempt())
                .put("outcome", progress.outcome(now))
                .put(
                        "attemptedAt",
                        progress.receipt() == null
                                ? null
                                : Json.time(progress.receipt().getAttemptedAt()));
    }

    private static @Nullable Instant toldAt(Incident incident, String team) {
        return incident.getTimeline().stream()
                .filter(entry -> entry.getKind() == TimelineKind.TOLD && team.equals(entry.getSubject()))
                .map(TimelineEntry::getAt)
                .findFirst()
                .orElse(null);
    }
}
