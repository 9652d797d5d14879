package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Severity;
import org.amurwatch.streams.incident.Grouping.Group;
import org.amurwatch.streams.routing.Ending;
import org.amurwatch.streams.rule.RuleEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which incident a group of events is: the earliest opened of those it touches, which swallows the others; else one that ended
 * not long ago; else a new one.
 */
final class Joining {

    static final Comparator<IncidentCase> EARLIEST_OPENED = Comparator.<IncidentCase, Instant>comparing(
                    incident -> incident.openedAt)
            .thenComparing(incident -> incident.id);

    private final SectorHistory history;
    private final IncidentBook book;
    private final IncidentLife life;
    private final Paging paging;
    private final Circumstances circumstances;

    Joining(SectorHistory history, IncidentBook book, IncidentLife life, Paging paging, Circumstances circumstances) {
        this.history = history;
        this.book = book;
        this.life = life;
        this.paging = paging;
        this.circumstances = circumstances;
    }

    /**
     * The incident that a group is.
     *
     * @param claimants open ones that go on as the group, beside those that it touches
     * @param cause key of the event that would open one
     * @param mayOpen whether it may
     * @return null: it is none
     */
    @Nullable
    IncidentCase incidentOf(
            Group group,
            Collection<IncidentCase> claimants,
            String cause,
            boolean mayOpen,
            Instant now,
            Effects effects) {
        List<IncidentCase> open = Stream.concat(
                        claimants.stream(), group.incidents().stream().map(book::active))
                .map(Objects::requireNonNull)
                .distinct()
                .sorted(EARLIEST_OPENED)
                .toList();
        if (open.isEmpty()) {
            return mayOpen ? opened(group, cause, now) : null;
        }
        IncidentCase survivor = open.get(0);
        for (IncidentCase other : open.subList(1, open.size())) {
            merge(survivor, other, now, effects);
        }
        book.touch(survivor);
        return survivor;
    }

    private void merge(IncidentCase survivor, IncidentCase other, Instant now, Effects effects) {
        EscalationState escalation = other.escalation;
        life.merge(survivor, other, now, effects);
        life.assess(survivor, max(survivor.severity, other.severity), max(survivor.level, other.level), now);
        Paging.carryAnswer(survivor, escalation);
        paging.end(other, Ending.MERGED, now, effects);
        book.touch(other);
    }

    private IncidentCase opened(Group group, String cause, Instant now) {
        IncidentCase incident = reopenable(group, cause, now);
        if (incident != null) {
            life.reopen(incident, now);
        } else {
            incident = life.open(cause, placement(group, cause), now);
        }
        book.touch(incident);
        return incident;
    }

    /** One that ended or was resolved not long ago, or that this very event had opened and that lost its evidence. */
    private @Nullable IncidentCase reopenable(Group group, String cause, Instant now) {
        IncidentCase own = book.get(life.idOf(cause));
        if (own != null && (own.state == IncidentState.EXPLAINED || own.state == IncidentState.WITHDRAWN)) {
            return own;
        }
        Duration within = circumstances.rules().inForceAt(now).settings().reopenWithin();
        return group.events().stream()
                .map(history::get)
                .filter(event -> event != null && event.membership() != null)
                .map(event ->
                        book.get(Objects.requireNonNull(event.membership()).incidentId()))
                .filter(past -> past != null && isReopenable(past, now, within))
                .min(EARLIEST_OPENED)
                .orElse(null);
    }

    static boolean isReopenable(IncidentCase past, Instant now, Duration within) {
        return (past.state == IncidentState.RESOLVED || past.state == IncidentState.ENDED)
                && past.closedAt != null
                && now.isBefore(past.closedAt.plus(within));
    }

    /** That of the event that opens it, or of the earliest one that lies in this sector. */
    private Placement placement(Group group, String cause) {
        RuleEvent opener = Objects.requireNonNull(history.get(cause)).event();
        if (!opener.shared()) {
            return opener.placement();
        }
        return group.events().stream()
                .map(key -> Objects.requireNonNull(history.get(key)).event())
                .filter(event -> !event.shared())
                .min(Comparator.comparing(RuleEvent::observedAt).thenComparing(RuleEvent::key))
                .orElse(opener)
                .placement();
    }

    /** Makes the events of a group evidence of its incident. Answers whether one was not. */
    boolean joinAll(IncidentCase incident, Group group, Instant now, Effects effects) {
        if (incident.rules.addAll(group.references())) {
            incident.changed();
        }
        boolean joined = false;
        for (String key : group.events()) {
            if (!incident.evidence.contains(key) && !isEvidenceOfAnother(key, incident)) {
                life.join(incident, key, group.joining(key), now, effects);
                joined = true;
            }
        }
        return joined;
    }

    private boolean isEvidenceOfAnother(String key, IncidentCase incident) {
        KeptEvent event = history.get(key);
        IncidentCase other = event == null || event.membership() == null
                ? null
                : book.active(event.membership().incidentId());
        return other != null && other != incident;
    }

    static Severity worse(IncidentCase incident, Group group) {
        return max(incident.severity, group.severity());
    }

    static PageLevel higher(IncidentCase incident, Group group) {
        return max(incident.level, group.level());
    }

    static <T extends Comparable<T>> T max(T one, T other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
