package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEntry;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Position;
import org.amurwatch.streams.incident.KeptEvent.Membership;
import org.amurwatch.streams.routing.NextStep;
import org.amurwatch.streams.rule.RuleEvent;
import org.jspecify.annotations.Nullable;

/** Incidents and their evidence as records and rows, and back. */
final class IncidentRecords {

    /** Of the record; all evidence is in incident.evidence. */
    static final int MOST_EVIDENCE = 100;

    private static final Comparator<IncidentEvidence> NEWEST_FIRST = Comparator.comparing(
                    IncidentEvidence::getReceivedAt)
            .reversed()
            .thenComparing(IncidentEvidence::getEventKey);

    private IncidentRecords() {}

    /** The incident as it is published. */
    static Incident published(String sectorId, IncidentCase incident, SectorHistory history, Instant now) {
        List<IncidentEvidence> evidence = evidence(incident, history);
        Incident record = plain(sectorId, incident, now);
        if (!evidence.isEmpty()) {
            record.setFirstObservedAt(earliest(evidence));
            record.setLastObservedAt(latest(evidence));
            record.setCentre(Middle.of(
                    evidence.stream().map(IncidentEvidence::getPosition).toList()));
        }
        record.setEvidenceCount(Math.toIntExact(
                evidence.stream().filter(IncidentEvidence::getJoined).count()));
        record.setEvidence(
                evidence.stream().sorted(NEWEST_FIRST).limit(MOST_EVIDENCE).toList());
        return record;
    }

    /** Of an incident of which nothing is left: as it was before it lost the last of its evidence. Else as it is. */
    static Incident asItWas(Incident record, List<IncidentEvidence> past) {
        if (record.getEvidenceCount() > 0 || past.isEmpty()) {
            return record;
        }
        Map<String, Integer> kinds = new TreeMap<>();
        past.forEach(evidence -> kinds.merge(subject(evidence), 1, Integer::sum));
        Incident was = Incident.newBuilder(record).build();
        was.setKinds(kinds);
        was.setEvidenceCount(past.size());
        was.getEvidence().forEach(evidence -> evidence.setJoined(true));
        return was;
    }

    private static String subject(IncidentEvidence evidence) {
        if (evidence.getKind() != null) {
            return evidence.getKind().name();
        }
        return evidence.getSignalKind() != null
                ? "SIGNAL_" + evidence.getSignalKind()
                : String.valueOf(evidence.getScientificName());
    }

    private static Instant earliest(List<IncidentEvidence> evidence) {
        return evidence.stream()
                .map(IncidentEvidence::getObservedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Instant latest(List<IncidentEvidence> evidence) {
        return evidence.stream()
                .map(IncidentEvidence::getObservedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** All evidence, in order of event key; of one of which nothing is left, the last that it had, as not joined. */
    static List<IncidentEvidence> evidence(IncidentCase incident, SectorHistory history) {
        if (!incident.isActive()) {
            return incident.pastEvidence;
        }
        List<IncidentEvidence> evidence = new ArrayList<>();
        for (String key : incident.evidence) {
            KeptEvent event = Objects.requireNonNull(history.get(key), "evidence stays in the history");
            evidence.add(evidence(event, Objects.requireNonNull(event.membership()), true, null));
        }
        evidence.sort(Comparator.comparing(IncidentEvidence::getEventKey));
        return evidence;
    }

    static IncidentEvidence evidence(
            KeptEvent kept, Membership membership, boolean joined, @Nullable String lostBecause) {
        RuleEvent event = kept.event();
        IncidentEvidence record = new IncidentEvidence();
        record.setIncidentId(membership.incidentId());
        record.setEventKey(event.key());
        record.setJoined(joined);
        record.setRule(membership.rule());
        record.setRuleVersion(membership.ruleVersion());
        record.setKind(event.kind());
        record.setScientificName(event.species());
        record.setSignalKind(event.signal() == null ? null : event.signal().getKind());
        record.setCount(event.count());
        record.setObservedAt(event.observedAt());
        record.setReceivedAt(event.receivedAt());
        record.setPosition(new Position(event.latitude(), event.longitude(), null));
        record.setTerritoryId(event.placement().getTerritoryId());
        record.setStationId(event.stationId());
        record.setSourceId(event.sourceId());
        record.setMachine(event.machine());
        record.setChangedAt(membership.joinedAt());
        record.setLostBecause(lostBecause);
        return record;
    }

    /** The incident without what follows from its evidence. */
    static Incident plain(String sectorId, IncidentCase incident, Instant now) {
        Incident record = new Incident();
        record.setIncidentId(incident.id);
        record.setSectorId(sectorId);
        record.setState(incident.state);
        record.setSeverity(incident.severity);
        record.setLevel(incident.level);
        record.setPurpose(incident.purpose);
        record.setOpenedAt(incident.openedAt);
        record.setChangedAt(now);
        record.setFirstObservedAt(incident.openedAt);
        record.setLastObservedAt(incident.openedAt);
        record.setLastReceivedAt(incident.lastReceivedAt);
        record.setCentre(new Position(0.0, 0.0, null));
        record.setTerritoryId(incident.placement.getTerritoryId());
        record.setTerritoryName(incident.placement.getTerritoryName());
        record.setTimeZone(incident.placement.getTimeZone());
        record.setKinds(new LinkedHashMap<>(incident.kinds));
        record.setEvidenceCount(incident.evidence.size());
        record.setEvidence(List.of());
        record.setRules(List.copyOf(incident.rules));
        record.setMergedInto(incident.mergedInto);
        record.setToldTeamIds(List.copyOf(incident.toldTeamIds));
        record.setAnsweredBy(incident.answeredBy);
        record.setAnswer(incident.answer);
        record.setAnsweredAt(incident.answeredAt);
        record.setOutcome(incident.outcome);
        record.setClosedAt(incident.closedAt);
        record.setTimeline(List.copyOf(incident.timeline));
        NextStep next = incident.nextStep;
        record.setNextStepAt(next == null ? null : next.at());
        record.setNextStepTo(next == null ? null : next.to());
        return record;
    }

    /** The row from which {@link #restored} makes the incident again. */
    static IncidentEntry row(String sectorId, IncidentCase incident, @Nullable Instant dueAt, Instant now) {
        IncidentEntry row = new IncidentEntry();
        row.setIncident(plain(sectorId, incident, now));
        row.setOpenedByKey(incident.openedByKey);
        row.setEvidence(incident.pastEvidence);
        row.setEscalations(incident.escalation == null ? List.of() : List.of(incident.escalation));
        row.setUnpublished(incident.unpublished);
        row.setPublishedAt(incident.publishedAt);
        row.setDueAt(dueAt);
        row.setDispatchDueAt(incident.dispatchDueAt);
        row.setResponseIds(List.copyOf(incident.responseIds));
        return row;
    }

    /** The incident of a row; the evidence of an open one is added by the events of the history that name it. */
    static IncidentCase restored(IncidentEntry row) {
        Incident record = row.getIncident();
        Placement placement = Placement.newBuilder()
                .setTerritoryId(record.getTerritoryId())
                .setTerritoryName(record.getTerritoryName())
                .setSectorId(record.getSectorId())
                .setTimeZone(record.getTimeZone())
                .build();
        IncidentCase incident = new IncidentCase(
                record.getIncidentId(), row.getOpenedByKey(), record.getPurpose(), record.getOpenedAt(), placement);
        incident.state = record.getState();
        incident.severity = record.getSeverity();
        incident.level = record.getLevel();
        incident.lastReceivedAt = record.getLastReceivedAt();
        incident.mergedInto = record.getMergedInto();
        incident.answeredBy = record.getAnsweredBy();
        incident.answer = record.getAnswer();
        incident.answeredAt = record.getAnsweredAt();
        incident.outcome = record.getOutcome();
        incident.closedAt = record.getClosedAt();
        incident.dispatchDueAt = row.getDispatchDueAt();
        incident.publishedAt = row.getPublishedAt();
        incident.rules.addAll(record.getRules());
        incident.toldTeamIds.addAll(record.getToldTeamIds());
        row.getEscalations().forEach(state -> incident.escalation = state);
        incident.nextStep = record.getNextStepAt() == null || record.getNextStepTo() == null
                ? null
                : new NextStep(record.getNextStepAt(), record.getNextStepTo());
        incident.timeline.addAll(record.getTimeline());
        incident.responseIds.addAll(row.getResponseIds());
        incident.unpublished = row.getUnpublished();
        if (!incident.isActive()) {
            incident.kinds.putAll(record.getKinds());
            incident.pastEvidence = List.copyOf(row.getEvidence());
        }
        return incident;
    }
}
