package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
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
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.streams.incident.Grouping.Group;
import org.amurwatch.streams.routing.Because;
import org.amurwatch.streams.routing.Ending;
import org.amurwatch.streams.rule.RuleEngine;
import org.amurwatch.streams.rule.RuleEvent;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the incidents of one sector and purpose equal to what the matches of its history say: events that a chain of matches
 * connects are one incident. What arrives is joined to what is there; where something is taken away or corrected, the incidents
 * that held it are put together anew.
 */
final class Correlation {

    private final SectorHistory history;
    private final IncidentBook book;
    private final Grouping grouping;
    private final IncidentLife life;
    private final Paging paging;
    private final Joining joining;

    Correlation(
            SectorHistory history, IncidentBook book, IncidentLife life, Paging paging, Circumstances circumstances) {
        this.history = history;
        this.book = book;
        this.grouping = new Grouping(history, circumstances);
        this.life = life;
        this.paging = paging;
        this.joining = new Joining(history, book, life, paging, circumstances);
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
        IncidentCase incident = joining.incidentOf(group, List.of(), event.key(), fresh, now, effects);
        if (incident != null) {
            boolean joined = joining.joinAll(incident, group, now, effects);
            life.assess(incident, Joining.worse(incident, group), Joining.higher(incident, group), now);
            if (fresh && joined) {
                paging.pageMore(incident, now, effects);
            }
        }
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
                .sorted(Joining.EARLIEST_OPENED)
                .toList();
        if (affected.isEmpty()) {
            if (arrived != null) {
                arrived(arrived, fresh, rules, now, effects);
            }
            return;
        }
        Regrouping regrouping = new Regrouping(affected, groups(affected, arrived, rules));
        affected.forEach(book::touch);
        Map<IncidentCase, List<Left>> left = new LinkedHashMap<>();
        for (IncidentCase incident : affected) {
            left.put(incident, leaveAll(incident, regrouping.of(incident), was, losses, now, effects));
        }
        Set<IncidentCase> settled = new LinkedHashSet<>();
        for (Group group : regrouping.groups()) {
            settle(group, regrouping, arrived, fresh, now, effects).ifPresent(settled::add);
        }
        for (IncidentCase incident : affected) {
            if (incident.isActive() && !settled.contains(incident)) {
                finishEmpty(incident, left.getOrDefault(incident, List.of()), now, effects);
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

    /** An event that was evidence, as it was then, and why it is none any more. */
    private record Left(KeptEvent event, Loss loss) {}

    private List<Left> leaveAll(
            IncidentCase incident,
            @Nullable Group group,
            Map<String, KeptEvent> was,
            Map<String, Loss> losses,
            Instant now,
            Effects effects) {
        List<Left> left = new ArrayList<>();
        for (String key : List.copyOf(incident.evidence)) {
            KeptEvent before = Objects.requireNonNull(was.getOrDefault(key, history.get(key)));
            boolean stays = group != null && group.events().contains(key);
            if (!stays) {
                Loss loss = losses.getOrDefault(key, Loss.ALONE);
                life.leave(incident, before, loss.words(), now, effects);
                left.add(new Left(before, loss));
            } else if (was.containsKey(key)) {
                life.restate(incident, before, now, effects);
            }
        }
        return left;
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
        IncidentCase incident = joining.incidentOf(group, claimants, cause, mayOpen, now, effects);
        if (incident == null) {
            return Optional.empty();
        }
        boolean split = claimants.isEmpty() && group.incidents().isEmpty() && parent != null;
        if (split && parent != null) {
            incident.toldTeamIds.addAll(parent.toldTeamIds);
            incident.escalation = parent.escalation == null
                    ? null
                    : EscalationState.newBuilder(parent.escalation)
                            // What was told of the other goes on being about the other.
                            .setToldAlerts(Map.of())
                            .build();
        }
        boolean joined = joining.joinAll(incident, group, now, effects);
        Severity severity = incident.severity;
        life.assess(incident, standing.severity, standing.level, now);
        incident.rules.retainAll(standing.rules);
        if (incident.severity.compareTo(severity) < 0 && !split) {
            paging.end(incident, Ending.LESS, now, effects);
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
            severity = Joining.max(severity, touchedOne.severity);
            level = Joining.max(level, touchedOne.level);
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

    /**
     * Nothing is left of its evidence. Those who were told hear why, and what it was.
     *
     * @param left the last of it
     */
    private void finishEmpty(IncidentCase incident, List<Left> left, Instant now, Effects effects) {
        Set<IncidentState> ends =
                left.stream().map(one -> one.loss().end()).collect(Collectors.toCollection(TreeSet::new));
        IncidentState state = ends.contains(IncidentState.EXPLAINED)
                ? IncidentState.EXPLAINED
                : ends.contains(IncidentState.ENDED) ? IncidentState.ENDED : IncidentState.WITHDRAWN;
        Set<Because> because = EnumSet.noneOf(Because.class);
        left.forEach(one -> because.add(one.loss().because()));
        because.addAll(explainedBefore(incident));
        life.finish(incident, state, null, now, effects);
        incident.pastEvidence = left.stream()
                .map(one -> IncidentRecords.evidence(
                        one.event(),
                        Objects.requireNonNull(one.event().membership()),
                        false,
                        one.loss().words()))
                .toList();
        paging.end(
                incident,
                state == IncidentState.WITHDRAWN ? Ending.takenBack(because) : Ending.allClear(because),
                now,
                effects);
    }

    /** Why it had lost evidence before, as far as that is still known. */
    private Set<Because> explainedBefore(IncidentCase incident) {
        Set<Because> because = EnumSet.noneOf(Because.class);
        for (TimelineEntry entry : incident.timeline) {
            KeptEvent lost = entry.getKind() == TimelineKind.EVIDENCE_LOST && entry.getSubject() != null
                    ? history.get(entry.getSubject())
                    : null;
            if (lost != null && lost.event().explained() != null) {
                because.add(Because.explained(lost.event().explained()));
            }
        }
        return because;
    }
}
