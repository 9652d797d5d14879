package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.rule.Rule;

/** A command centre for tests: what is decided, kept as its readers keep it. */
final class Office {

    private final IncidentReplay replay;
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final Map<String, IncidentEvidence> evidence = new LinkedHashMap<>();
    private final Map<String, ReviewItem> reviews = new LinkedHashMap<>();
    private final List<Incident> published = new ArrayList<>();
    private final List<PatrolAlert> alerts = new ArrayList<>();
    private int answers;

    Office(List<Rule> rules, PatrolTeam... teams) {
        this.replay = new IncidentReplay(circumstances(rules, teams), this::take);
    }

    static Circumstances circumstances(List<Rule> rules, PatrolTeam... teams) {
        return new Circumstances.Fixed(
                FieldRules.book(rules),
                PlaceIndex.of(List.of()),
                List.of(teams),
                List.of(),
                List.of(),
                List.of(),
                "RU");
    }

    private void take(Effects effects) {
        effects.incidents().forEach(incident -> incidents.put(incident.getIncidentId(), incident));
        published.addAll(effects.incidents());
        effects.evidence().forEach(record -> evidence.put(record.getIncidentId() + "/" + record.getEventKey(), record));
        effects.reviewItems().forEach(item -> reviews.put(item.getEventKey(), item));
        alerts.addAll(effects.alerts());
    }

    /** It reaches us when the event says. */
    Office on(SectorEvent event) {
        return on(event, event.getObservation().getNow().getReceivedAt());
    }

    Office on(SectorEvent event, Instant receivedAt) {
        replay.on("south", event, receivedAt);
        return this;
    }

    Office answer(Incident incident, String team, ResponseKind kind, Outcome outcome, Instant at) {
        replay.on(
                PatrolResponse.newBuilder()
                        .setResponseId("answer-" + ++answers)
                        .setSectorId("south")
                        .setIncidentId(incident.getIncidentId())
                        .setTeamId(team)
                        .setBy("ranger")
                        .setKind(kind)
                        .setOutcome(outcome)
                        .setAt(at)
                        .build(),
                at);
        return this;
    }

    Office until(Instant time) {
        replay.advance(time);
        return this;
    }

    /** The one incident that is open. */
    Incident open() {
        List<Incident> open = allOpen();
        if (open.size() != 1) {
            throw new AssertionError("Expected one open incident; got " + summary());
        }
        return open.get(0);
    }

    List<Incident> allOpen() {
        return incidents.values().stream()
                .filter(incident -> incident.getState().compareTo(IncidentState.RESPONDING) <= 0)
                .toList();
    }

    Incident incident(String id) {
        return incidents.get(id);
    }

    List<Incident> all() {
        return List.copyOf(incidents.values());
    }

    List<Incident> published() {
        return published;
    }

    List<ReviewItem> reviews() {
        return List.copyOf(reviews.values());
    }

    /** What was told since the last call. */
    List<PatrolAlert> told() {
        List<PatrolAlert> told = List.copyOf(alerts);
        alerts.clear();
        return told;
    }

    /** The same in short, such as {@code RAISED north}. */
    List<String> toldInShort() {
        return told().stream()
                .map(alert -> alert.getMessage() + " " + alert.getTeamId())
                .toList();
    }

    List<AlertMessage> toldMessages() {
        return told().stream().map(PatrolAlert::getMessage).toList();
    }

    /** Keys of the evidence of an incident, as incident.evidence has it. */
    Set<String> evidence(Incident incident) {
        return evidence.values().stream()
                .filter(record -> record.getIncidentId().equals(incident.getIncidentId()) && record.getJoined())
                .map(IncidentEvidence::getEventKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Severity and evidence of each open incident, in order. */
    List<String> groups() {
        return allOpen().stream()
                .map(incident -> incident.getSeverity() + " " + incident.getLevel() + " "
                        + incident.getEvidence().stream()
                                .map(IncidentEvidence::getEventKey)
                                .sorted()
                                .toList())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    String summary() {
        return incidents.values().stream()
                .map(incident -> incident.getState() + " " + incident.getSeverity() + " " + incident.getKinds())
                .toList()
                .toString();
    }
}
