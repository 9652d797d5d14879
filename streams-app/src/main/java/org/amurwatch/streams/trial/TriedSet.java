package org.amurwatch.streams.trial;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Severity;
import org.amurwatch.event.Purposes;
import org.amurwatch.streams.incident.Circumstances;
import org.amurwatch.streams.incident.Effects;
import org.amurwatch.streams.incident.IncidentReplay;
import org.amurwatch.streams.rule.Rules;

/** One set of rules at work on the past. Sectors have nothing to do with each other, and each has its own time. */
final class TriedSet {

    private final Rules rules;
    private final Circumstances circumstances;
    private final Purpose purpose;
    private final Instant from;
    private final Instant to;
    private final Map<String, IncidentReplay> sectors = new HashMap<>();
    private final Map<String, Raised> raised = new HashMap<>();

    /** Keys of all events that ever joined, by incident. */
    private final Map<String, Set<String>> evidence = new HashMap<>();

    /** Rule of the first message at each level, by incident. */
    private final Map<String, Map<PageLevel, String>> pagedBy = new HashMap<>();

    TriedSet(Rules rules, Circumstances park, Purpose purpose, Instant from, Instant to) {
        this.rules = rules;
        this.circumstances = new TriedCircumstances(park, rules);
        this.purpose = purpose;
        this.from = from;
        this.to = to;
    }

    void on(String sectorId, SectorEvent event, Instant receivedAt) {
        sectors.computeIfAbsent(sectorId, id -> new IncidentReplay(circumstances, this::decided))
                .on(sectorId, event, receivedAt);
    }

    RaisedBySet end() {
        sectors.values().forEach(sector -> sector.advance(to));
        return new RaisedBySet(
                rules.name(),
                raised.values().stream()
                        .filter(Raised::counts)
                        .map(Raised::incident)
                        .collect(Collectors.toMap(
                                RaisedIncident::incidentId, incident -> incident, (one, other) -> one, TreeMap::new)));
    }

    private void decided(Effects effects) {
        effects.evidence().stream().filter(IncidentEvidence::getJoined).forEach(joined -> evidence.computeIfAbsent(
                        joined.getIncidentId(), id -> new HashSet<>())
                .add(joined.getEventKey()));
        effects.incidents().forEach(this::published);
        effects.alerts().forEach(this::told);
    }

    private void published(Incident incident) {
        if (!Purposes.counts(incident.getPurpose(), purpose)) {
            return;
        }
        Raised known = raised.computeIfAbsent(incident.getIncidentId(), id -> new Raised(incident));
        known.isNow(incident);
    }

    private void told(PatrolAlert alert) {
        boolean raises = alert.getMessage() == AlertMessage.RAISED || alert.getMessage() == AlertMessage.UPDATED;
        if (raises && alert.getIncidentId() != null) {
            pagedBy.computeIfAbsent(alert.getIncidentId(), id -> new EnumMap<>(PageLevel.class))
                    .putIfAbsent(alert.getLevel(), Objects.requireNonNullElse(alert.getRule(), ""));
        }
    }

    /** What is known of an incident so far. */
    private final class Raised {
        private Incident latest;
        private Severity worst;

        Raised(Incident first) {
            this.latest = first;
            this.worst = first.getSeverity();
        }

        void isNow(Incident incident) {
            latest = incident;
            worst = worst.compareTo(incident.getSeverity()) >= 0 ? worst : incident.getSeverity();
        }

        /** One that was merged into another is that other one. */
        boolean counts() {
            Instant openedAt = latest.getOpenedAt();
            return latest.getState() != IncidentState.MERGED && !openedAt.isBefore(from) && openedAt.isBefore(to);
        }

        RaisedIncident incident() {
            Map<PageLevel, String> pages = pagedBy.getOrDefault(latest.getIncidentId(), Map.of());
            return new RaisedIncident(
                    latest.getIncidentId(),
                    latest.getOpenedAt(),
                    latest.getTerritoryId(),
                    evidence.getOrDefault(latest.getIncidentId(), Set.of()),
                    latest.getRules().stream().map(RuleReference::getRule).collect(Collectors.toSet()),
                    worst,
                    pages.get(PageLevel.REVIEW),
                    pages.get(PageLevel.DISPATCH));
        }
    }
}
