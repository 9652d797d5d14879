package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.Severity;
import org.amurwatch.streams.incident.Grouping.Group;
import org.amurwatch.streams.rule.RuleEngine;
import org.amurwatch.streams.rule.RuleEvent;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the incidents of one sector and purpose equal to what the matches of its history say: events that a chain of matches
 * connects are one incident. What arrives is joined to what is there; where something is taken away or corrected, the incidents
 * that held it are put together anew.
 */
final class Correlation {

    private static final Comparator<IncidentCase> EARLIEST_OPENED = Comparator.<IncidentCase, Instant>comparing(
                    incident -> incident.openedAt)
            .thenComparing(incident -> incident.id);

    private final SectorHistory history;
    private final IncidentBook book;
    private final Grouping grouping;
    private final IncidentLife life;
    private final Paging paging;
    private final Circumstances circumstances;

    /** The incidents that the present input has touched. */
    private final Set<IncidentCase> touched = new LinkedHashSet<>();

    Correlation(
            SectorHistory history, IncidentBook book, IncidentLife life, Paging paging, Circumstances circumstances) {
        this.history = history;
        this.book = book;
        this.grouping = new Grouping(history, circumstances);
        this.life = life;
        this.paging = paging;
        this.circumstances = circumstances;
    }

    /** Why an event is no longer what it was. */
    enum Loss {
        EXPLAINED("explained"),
        WITHDRAWN("withdrawn"),
        CORRECTED("corrected"),
        ENDED("ended"),
        ALONE("nothing connects it any more");

        private final String words;

        Loss(String words) {
            this.words = words;
        }
    }

    /** The incidents that were touched since the last call. */
    Collection<IncidentCase> takeTouched() {
        List<IncidentCase> taken = List.copyOf(touched);
        touched.clear();
        return taken;
    }

    /**
     * An event that was not known before stands in the history.
     *
     * @param fresh whether it may open an incident and page; else it completes evidence
     */
    void arrived(KeptEvent event, boolean fresh, RuleEngine rules, Instant now, Effects effects) {
        Group group = grouping.around(event.key(), rules, book, Set.of());
        if (group.isEmpty()) {
            return;
        }
        IncidentCase incident = incidentOf(group, List.of(), event.key(), fresh, now, effects);
        if (incident != null) {
            boolean joined = joinAll(incident, group, now, effects);
            life.assess(incident, worse(incident, group), higher(incident, group), now);
            if (fresh && joined) {
                paging.pageMore(incident, now, effects);
            }
        }
    }

    private static Severity worse(IncidentCase incident, Group group) {
        return max(incident.severity, group.severity());
    }

    private static PageLevel higher(IncidentCase incident, Group group) {
        return max(incident.level, group.level());
    }

    private static <T extends Comparable<T>> T max(T one, T other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The incident that a group is: the earliest of those it touches, which swallows the others; else a new one, if it may. */
    private @Nullable IncidentCase incidentOf(
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
        touched.add(survivor);
        return survivor;
    }

    private void merge(IncidentCase survivor, IncidentCase other, Instant now, Effects effects) {
        EscalationState escalation = other.escalation;
        life.merge(survivor, other, now, effects);
        life.assess(survivor, max(survivor.severity, other.severity), max(survivor.level, other.level), now);
        Paging.carryAnswer(survivor, escalation);
        paging.end(other, AlertMessage.UPDATED, now, effects);
        touched.add(other);
    }

    private IncidentCase opened(Group group, String cause, Instant now) {
        IncidentCase past = reopenable(group, cause, now);
        if (past != null) {
            life.reopen(past, now);
            touched.add(past);
            return past;
        }
        IncidentCase incident = life.open(cause, placement(group, cause), now);
        touched.add(incident);
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

    private boolean joinAll(IncidentCase incident, Group group, Instant now, Effects effects) {
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

    /**
     * Events are no longer what they were, or are gone.
     *
     * @param before as they were, with why they are not so any more
     * @param arrived the one of them that is a new statement; null: none is
     * @param fresh whether it may open an incident
     */
    void changed(
            Map<KeptEvent, Loss> before,
            @Nullable KeptEvent arrived,
            boolean fresh,
            RuleEngine rules,
            Instant now,
            Effects effects) {
        Map<String, KeptEvent> was = new LinkedHashMap<>();
        before.keySet().forEach(event -> was.put(event.key(), event));
        Map<String, Loss> losses = new LinkedHashMap<>();
        before.forEach((event, loss) -> losses.put(event.key(), loss));
        List<IncidentCase> affected = before.keySet().stream()
                .filter(event -> event.membership() != null)
                .map(event ->
                        book.active(Objects.requireNonNull(event.membership()).incidentId()))
                .filter(Objects::nonNull)
                .distinct()
                .sorted(EARLIEST_OPENED)
                .toList();
        if (affected.isEmpty()) {
            if (arrived != null) {
                arrived(arrived, fresh, rules, now, effects);
            }
            return;
        }
        Regrouping regrouping = new Regrouping(affected, groups(affected, arrived, rules));
        touched.addAll(affected);
        for (IncidentCase incident : affected) {
            leaveAll(incident, regrouping.of(incident), was, losses, now, effects);
        }
        Set<IncidentCase> settled = new LinkedHashSet<>();
        for (Group group : regrouping.groups()) {
            settle(group, regrouping, arrived, fresh, now, effects).ifPresent(settled::add);
        }
        for (IncidentCase incident : affected) {
            if (incident.isActive() && !settled.contains(incident)) {
                finishEmpty(incident, losses.values(), now, effects);
            }
        }
    }

    private List<Group> groups(List<IncidentCase> affected, @Nullable KeptEvent arrived, RuleEngine rules) {
        Set<String> taken =
                affected.stream().map(incident -> incident.id).collect(Collectors.toCollection(TreeSet::new));
        Set<String> open = new TreeSet<>();
        affected.forEach(incident -> open.addAll(incident.evidence));
        if (arrived != null) {
            open.add(arrived.key());
        }
        List<Group> groups = new ArrayList<>();
        while (!open.isEmpty()) {
            String next = open.iterator().next();
            Group group = grouping.around(next, rules, book, taken);
            open.remove(next);
            open.removeAll(group.events());
            if (!group.isEmpty()) {
                groups.add(group);
            }
        }
        return groups;
    }

    private void leaveAll(
            IncidentCase incident,
            @Nullable Group group,
            Map<String, KeptEvent> was,
            Map<String, Loss> losses,
            Instant now,
            Effects effects) {
        for (String key : List.copyOf(incident.evidence)) {
            KeptEvent before = was.getOrDefault(key, history.get(key));
            boolean stays = group != null && group.events().contains(key);
            if (!stays) {
                Loss loss = losses.getOrDefault(key, Loss.ALONE);
                life.leave(incident, Objects.requireNonNull(before), loss.words, now, effects);
            } else if (was.containsKey(key)) {
                life.restate(incident, Objects.requireNonNull(before), now, effects);
            }
        }
    }

    private Optional<IncidentCase> settle(
            Group group,
            Regrouping regrouping,
            @Nullable KeptEvent arrived,
            boolean fresh,
            Instant now,
            Effects effects) {
        List<IncidentCase> claimants = regrouping.claimants(group);
        IncidentCase parent = regrouping.parent(group);
        String cause = parent == null && arrived != null ? arrived.key() : earliestReceived(group);
        boolean mayOpen = parent != null || fresh;
        Standing standing = standing(group);
        IncidentCase incident = incidentOf(group, claimants, cause, mayOpen, now, effects);
        if (incident == null) {
            return Optional.empty();
        }
        boolean split = claimants.isEmpty() && group.incidents().isEmpty() && parent != null;
        if (split && parent != null) {
            incident.toldTeamIds.addAll(parent.toldTeamIds);
            incident.escalation = parent.escalation == null
                    ? null
                    : EscalationState.newBuilder(parent.escalation).build();
        }
        boolean joined = joinAll(incident, group, now, effects);
        Severity severity = incident.severity;
        life.assess(incident, standing.severity, standing.level, now);
        incident.rules.retainAll(standing.rules);
        if (incident.severity.compareTo(severity) < 0 && !split) {
            paging.end(incident, AlertMessage.CORRECTED, now, effects);
        } else if (regrouping.hasLost(incident) || (fresh && joined && !split)) {
            paging.pageMore(incident, now, effects);
        } else {
            // A verdict may ask for a team where until now only the duty officer was asked.
            paging.page(incident, now, effects);
        }
        return Optional.of(incident);
    }

    /** What follows from a group: from its matches, and from those of the open incidents that it touches and that stay as they were. */
    private Standing standing(Group group) {
        Severity severity = group.severity();
        PageLevel level = group.level();
        Set<RuleReference> rules = new HashSet<>(group.references());
        for (String id : group.incidents()) {
            IncidentCase touchedOne = Objects.requireNonNull(book.active(id));
            severity = max(severity, touchedOne.severity);
            level = max(level, touchedOne.level);
            rules.addAll(touchedOne.rules);
        }
        return new Standing(severity, level, rules);
    }

    private record Standing(Severity severity, PageLevel level, Set<RuleReference> rules) {}

    private String earliestReceived(Group group) {
        return group.events().stream()
                .map(key -> Objects.requireNonNull(history.get(key)).event())
                .min(Comparator.comparing(RuleEvent::receivedAt).thenComparing(RuleEvent::key))
                .orElseThrow()
                .key();
    }

    /** Nothing is left of its evidence. */
    private void finishEmpty(IncidentCase incident, Collection<Loss> losses, Instant now, Effects effects) {
        IncidentState state = losses.contains(Loss.EXPLAINED)
                ? IncidentState.EXPLAINED
                : losses.contains(Loss.ENDED) ? IncidentState.ENDED : IncidentState.WITHDRAWN;
        life.finish(incident, state, null, now, effects);
        paging.end(
                incident,
                state == IncidentState.WITHDRAWN ? AlertMessage.CORRECTED : AlertMessage.ALL_CLEAR,
                now,
                effects);
    }
}
