package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.streams.routing.NextStep;
import org.amurwatch.streams.rule.EventHistory;
import org.amurwatch.streams.rule.RuleEvent;
import org.jspecify.annotations.Nullable;

/**
 * One incident while it is worked on: what it is now, without what follows from its evidence ({@link IncidentRecords} adds
 * that). {@link IncidentLife} changes it.
 */
final class IncidentCase {

    /** Of the timeline, and of the answers that are remembered. */
    static final int MOST_REMEMBERED = 100;

    final String id;
    final String openedByKey;
    final Purpose purpose;
    final Instant openedAt;
    final Placement placement;

    IncidentState state = IncidentState.OPEN;
    Severity severity = Severity.INFO;
    PageLevel level = PageLevel.NONE;
    Instant lastReceivedAt;

    @Nullable
    String mergedInto;

    @Nullable
    String answeredBy;

    @Nullable
    ResponseKind answer;

    @Nullable
    Instant answeredAt;

    @Nullable
    Outcome outcome;

    @Nullable
    Instant closedAt;

    @Nullable
    Instant dispatchDueAt;

    @Nullable
    Instant publishedAt;

    /** How far the telling has come, of an incident that somebody was to be told of. */
    @Nullable
    EscalationState escalation;

    /** Who is told next, as it was last foreseen; null: nobody. */
    @Nullable
    NextStep nextStep;

    /** Until when it is not looked at again whether somebody is to be told of more of the same: nobody was just now. */
    Instant notToldUntil = Instant.MIN;

    /** There is more than was last published. */
    boolean unpublished;

    /** And it is not to wait. */
    boolean urgentlyUnpublished;

    /** Its row no longer says what it is. */
    boolean touched;

    /** Keys of the evidence of an open incident. */
    final Set<String> evidence = new LinkedHashSet<>();

    /** Evidence by kind, as the record has it. */
    final Map<String, Integer> kinds = new TreeMap<>();

    /** How much of the evidence a person should look at, and how much a person has said. */
    private int toBeReviewed;

    private int saidByPeople;

    /** All evidence of an incident that is over. */
    List<IncidentEvidence> pastEvidence = List.of();

    final Set<RuleReference> rules =
            new TreeSet<>(Comparator.comparing(RuleReference::getRule).thenComparing(RuleReference::getVersion));
    final Set<String> toldTeamIds = new LinkedHashSet<>();
    final Deque<TimelineEntry> timeline = new ArrayDeque<>();
    final Deque<String> responseIds = new ArrayDeque<>();

    IncidentCase(String id, String openedByKey, Purpose purpose, Instant openedAt, Placement placement) {
        this.id = id;
        this.openedByKey = openedByKey;
        this.purpose = purpose;
        this.openedAt = openedAt;
        this.placement = placement;
        this.lastReceivedAt = openedAt;
    }

    boolean isActive() {
        return state == IncidentState.OPEN || state == IncidentState.ACKNOWLEDGED || state == IncidentState.RESPONDING;
    }

    /** Whether anybody knows of it. */
    boolean isTold() {
        return !toldTeamIds.isEmpty();
    }

    void note(Instant at, TimelineKind kind, @Nullable String subject, @Nullable ResponseKind response) {
        note(new TimelineEntry(at, kind, subject, response));
    }

    void note(TimelineEntry entry) {
        timeline.addLast(entry);
        if (timeline.size() > MOST_REMEMBERED) {
            timeline.removeFirst();
        }
        changed();
    }

    void changed() {
        touched = true;
        unpublished = true;
    }

    /** Answers whether the response is new. */
    boolean hears(String responseId) {
        if (responseIds.contains(responseId)) {
            return false;
        }
        responseIds.addLast(responseId);
        if (responseIds.size() > MOST_REMEMBERED) {
            responseIds.removeFirst();
        }
        return true;
    }

    /** An event became evidence of it. */
    void add(RuleEvent event) {
        if (evidence.add(event.key())) {
            count(event, 1);
            if (event.receivedAt().isAfter(lastReceivedAt)) {
                lastReceivedAt = event.receivedAt();
            }
        }
    }

    /** An event, as it was when it was evidence, is none any more. */
    void drop(RuleEvent event) {
        if (evidence.remove(event.key())) {
            count(event, -1);
        }
    }

    private void count(RuleEvent event, int by) {
        kinds.merge(EventHistory.subject(event), by, Integer::sum);
        kinds.remove(EventHistory.subject(event), 0);
        if (Reviews.isToBeReviewed(event)) {
            toBeReviewed += by;
        } else if (event.kind() != null && !event.machine()) {
            saidByPeople += by;
        }
        changed();
    }

    /** Whether all that speaks of people here was said by machines, and a person can look at some of it. */
    boolean machinesAlone() {
        return toBeReviewed > 0 && saidByPeople == 0;
    }

    /** Takes back that it was over. */
    void reopen() {
        state = IncidentState.OPEN;
        closedAt = null;
        outcome = null;
        answer = null;
        answeredBy = null;
        answeredAt = null;
        pastEvidence = List.of();
        evidence.clear();
        kinds.clear();
        toBeReviewed = 0;
        saidByPeople = 0;
        rules.clear();
    }
}
