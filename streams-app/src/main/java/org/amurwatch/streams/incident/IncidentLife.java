package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.event.StableId;
import org.amurwatch.streams.incident.KeptEvent.Membership;
import org.amurwatch.streams.rule.Match;
import org.jspecify.annotations.Nullable;

/** What can happen to an incident, each with all that goes with it: evidence, review, timeline. Tells nobody. */
final class IncidentLife {

    /** So much evidence is noted one by one in the timeline; of a storm the rest is on incident.evidence alone. */
    private static final int NOTED_EVIDENCE = 20;

    private final String sectorId;
    private final Purpose purpose;
    private final SectorHistory history;
    private final IncidentBook book;
    private final Reviews reviews;

    IncidentLife(String sectorId, Purpose purpose, SectorHistory history, IncidentBook book, Reviews reviews) {
        this.sectorId = sectorId;
        this.purpose = purpose;
        this.history = history;
        this.book = book;
        this.reviews = reviews;
    }

    /** The id of the incident that an event opens. */
    String idOf(String eventKey) {
        return sectorId + "/" + StableId.of(eventKey);
    }

    /** @param placement where it is */
    IncidentCase open(String eventKey, Placement placement, Instant now) {
        String id = idOf(eventKey);
        if (book.get(id) != null) {
            // The event opened one before that was closed for good.
            id = sectorId + "/" + StableId.of(eventKey, now.toString());
        }
        IncidentCase incident = new IncidentCase(id, eventKey, purpose, now, placement);
        incident.note(now, TimelineKind.OPENED, eventKey, null);
        incident.urgentlyUnpublished = true;
        book.add(incident);
        return incident;
    }

    /** Evidence that it had, and that is nobody else's now, is its own again. */
    void reopen(IncidentCase incident, Instant now) {
        List<IncidentEvidence> before = incident.pastEvidence;
        incident.reopen();
        incident.severity = Severity.INFO;
        incident.level = PageLevel.NONE;
        for (IncidentEvidence past : before) {
            KeptEvent event = history.get(past.getEventKey());
            if (event != null
                    && event.event().explained() == null
                    && event.membership() != null
                    && event.membership().incidentId().equals(incident.id)) {
                incident.add(event.event());
            }
        }
        incident.note(now, TimelineKind.REOPENED, null, null);
        incident.urgentlyUnpublished = true;
    }

    /** An event that is none becomes evidence. */
    void join(IncidentCase incident, String key, Match match, Instant now, Effects effects) {
        KeptEvent event = Objects.requireNonNull(history.get(key), "matches are made of the history");
        KeptEvent member = event.with(new Membership(incident.id, match.rule(), match.version(), now));
        history.put(member, effects);
        incident.add(member.event());
        if (incident.evidence.size() > 1 && incident.evidence.size() <= NOTED_EVIDENCE) {
            incident.note(now, TimelineKind.EVIDENCE, key, null);
        }
        effects.evidence()
                .add(IncidentRecords.evidence(member, Objects.requireNonNull(member.membership()), true, null));
        reviews.joined(member, incident, now, effects);
    }

    /**
     * An event stays evidence, though something else is said of it.
     *
     * @param before as it was
     */
    void restate(IncidentCase incident, KeptEvent before, Instant now, Effects effects) {
        incident.drop(before.event());
        KeptEvent current = Objects.requireNonNull(history.get(before.key()));
        incident.add(current.event());
        Membership membership = Objects.requireNonNull(current.membership());
        effects.evidence()
                .add(IncidentRecords.evidence(
                        current,
                        new Membership(membership.incidentId(), membership.rule(), membership.ruleVersion(), now),
                        true,
                        null));
    }

    /**
     * An event is no longer evidence.
     *
     * @param event as it was while it was
     */
    void leave(IncidentCase incident, KeptEvent event, String because, Instant now, Effects effects) {
        incident.drop(event.event());
        incident.note(now, TimelineKind.EVIDENCE_LOST, event.key(), null);
        Membership before = Objects.requireNonNull(event.membership());
        effects.evidence()
                .add(IncidentRecords.evidence(
                        event,
                        new Membership(before.incidentId(), before.rule(), before.ruleVersion(), now),
                        false,
                        because));
        KeptEvent current = history.get(event.key());
        if (current != null
                && current.membership() != null
                && current.membership().incidentId().equals(incident.id)) {
            history.put(current.with((Membership) null), effects);
        }
    }

    /** One becomes part of another; whoever was told of it is from now on told of the other. */
    void merge(IncidentCase survivor, IncidentCase other, Instant now, Effects effects) {
        other.pastEvidence = IncidentRecords.evidence(other, history);
        for (String key : List.copyOf(other.evidence)) {
            KeptEvent event = Objects.requireNonNull(history.get(key));
            Membership before = Objects.requireNonNull(event.membership());
            KeptEvent moved =
                    event.with(new Membership(survivor.id, before.rule(), before.ruleVersion(), before.joinedAt()));
            history.put(moved, effects);
            survivor.add(moved.event());
            effects.evidence()
                    .add(IncidentRecords.evidence(moved, Objects.requireNonNull(moved.membership()), true, null));
        }
        survivor.rules.addAll(other.rules);
        survivor.toldTeamIds.addAll(other.toldTeamIds);
        if (other.state.compareTo(survivor.state) > 0) {
            survivor.state = other.state;
            survivor.answer = other.answer;
            survivor.answeredBy = other.answeredBy;
            survivor.answeredAt = other.answeredAt;
        }
        survivor.note(now, TimelineKind.MERGED, other.id, null);
        other.evidence.clear();
        other.state = IncidentState.MERGED;
        other.mergedInto = survivor.id;
        other.closedAt = now;
        other.dispatchDueAt = null;
        other.note(now, TimelineKind.MERGED, survivor.id, null);
        other.urgentlyUnpublished = true;
    }

    /** Sets what follows from the evidence. Answers whether it is worse than before. */
    boolean assess(IncidentCase incident, Severity severity, PageLevel level, Instant now) {
        Severity before = incident.severity;
        boolean higher = level.compareTo(incident.level) > 0;
        if (level != incident.level) {
            incident.level = level;
            incident.changed();
        }
        if (severity != before) {
            incident.severity = severity;
            incident.note(now, TimelineKind.SEVERITY, severity.name(), null);
            incident.urgentlyUnpublished = true;
        }
        return higher || severity.compareTo(before) > 0;
    }

    /** It is over, with its evidence as it stands. */
    void finish(IncidentCase incident, IncidentState state, @Nullable String why, Instant now, Effects effects) {
        incident.pastEvidence = IncidentRecords.evidence(incident, history);
        for (String key : incident.evidence) {
            reviews.expired(Objects.requireNonNull(history.get(key)), now, effects);
        }
        incident.evidence.clear();
        incident.state = state;
        incident.closedAt = now;
        incident.dispatchDueAt = null;
        boolean closed = state == IncidentState.RESOLVED || state == IncidentState.FALSE_ALARM;
        incident.note(now, closed ? TimelineKind.CLOSED : TimelineKind.ENDED, why, null);
    }
}
