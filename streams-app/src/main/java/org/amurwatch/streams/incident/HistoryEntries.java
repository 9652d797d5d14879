package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.amurwatch.avro.HistoryEntry;
import org.amurwatch.streams.incident.KeptEvent.Membership;
import org.amurwatch.streams.rule.RuleEvent;
import org.jspecify.annotations.Nullable;

/** Events of the history as rows, and back. */
final class HistoryEntries {

    private HistoryEntries() {}

    static HistoryEntry row(String sectorId, KeptEvent kept) {
        RuleEvent event = kept.event();
        // Setters, not the builder: it copies and checks every default, and this is done for each event of a sector.
        HistoryEntry row = new HistoryEntry();
        row.setEventKey(event.key());
        row.setSectorId(sectorId);
        row.setKind(event.kind());
        row.setScientificName(event.species());
        row.setSignal(event.signal());
        row.setIndividualId(event.individualId());
        row.setLatitude(event.latitude());
        row.setLongitude(event.longitude());
        row.setObservedAt(event.observedAt());
        row.setReceivedAt(event.receivedAt());
        row.setFresh(event.fresh());
        row.setSourceId(event.sourceId());
        row.setStationId(event.stationId());
        row.setMethod(event.method());
        row.setMachine(event.machine());
        row.setProbability(event.probability());
        row.setCount(event.count());
        row.setExplained(kept.stated());
        row.setExplainedHere(kept.concluded());
        row.setSuspicion(event.suspicion());
        row.setPurpose(event.purpose());
        row.setShared(event.shared());
        row.setPlacement(event.placement());
        row.setMedia(List.copyOf(kept.media()));
        row.setUsualPeoplePerWeek(Double.isNaN(kept.usualPeoplePerWeek()) ? null : kept.usualPeoplePerWeek());
        Membership membership = kept.membership();
        if (membership != null) {
            row.setIncidentId(membership.incidentId());
            row.setRule(membership.rule());
            row.setRuleVersion(membership.ruleVersion());
            row.setJoinedAt(membership.joinedAt());
        }
        return row;
    }

    static KeptEvent kept(HistoryEntry row) {
        RuleEvent event = new RuleEvent(
                row.getEventKey(),
                row.getKind(),
                row.getScientificName(),
                row.getSignal(),
                row.getIndividualId(),
                row.getLatitude(),
                row.getLongitude(),
                row.getObservedAt(),
                row.getReceivedAt(),
                row.getFresh(),
                row.getSourceId(),
                row.getStationId(),
                row.getMethod(),
                row.getMachine(),
                row.getProbability(),
                row.getCount(),
                row.getExplained() != null ? row.getExplained() : row.getExplainedHere(),
                row.getSuspicion(),
                row.getPurpose(),
                row.getShared(),
                row.getPlacement());
        return new KeptEvent(
                event,
                row.getExplained(),
                row.getExplainedHere(),
                row.getMedia(),
                Objects.requireNonNullElse(row.getUsualPeoplePerWeek(), Double.NaN),
                membership(row));
    }

    private static @Nullable Membership membership(HistoryEntry row) {
        if (row.getIncidentId() == null) {
            return null;
        }
        Instant joinedAt = Objects.requireNonNullElse(row.getJoinedAt(), row.getReceivedAt());
        return new Membership(
                row.getIncidentId(), Objects.requireNonNullElse(row.getRule(), ""), row.getRuleVersion(), joinedAt);
    }
}
