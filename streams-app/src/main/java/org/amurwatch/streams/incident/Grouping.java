package org.amurwatch.streams.incident;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.Severity;
import org.amurwatch.streams.rule.IndexedHistory;
import org.amurwatch.streams.rule.Match;
import org.amurwatch.streams.rule.RuleEngine;
import org.amurwatch.streams.rule.RuleEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a sector belong together: those that matches connect.
 *
 * <p>Near a border both sectors see the same events. A match is the business of the sector in which its earliest event lies,
 * and the other one passes it over; but only if the other sector is told of all its events, for else nobody might see it whole.
 */
final class Grouping {

    private final SectorHistory history;
    private final Circumstances circumstances;

    Grouping(SectorHistory history, Circumstances circumstances) {
        this.history = history;
        this.circumstances = circumstances;
    }

    /**
     * Events that belong together.
     *
     * @param events their keys, in the order in which they were found
     * @param incidents open ones that some of the events are evidence of; their other evidence is not among the events
     * @param matches that connect them
     */
    record Group(Set<String> events, Set<String> incidents, Set<Match> matches) {

        boolean isEmpty() {
            return matches.isEmpty();
        }

        /** The worst match that holds an event. */
        Match joining(String key) {
            return matches.stream()
                    .filter(match -> match.eventKeys().contains(key))
                    .min(WORST_FIRST)
                    .orElseThrow();
        }

        /** The rules of the matches. */
        Set<RuleReference> references() {
            return matches.stream()
                    .map(match -> new RuleReference(match.rule(), match.version()))
                    .collect(Collectors.toSet());
        }

        Severity severity() {
            return matches.stream()
                    .map(Match::severity)
                    .max(Comparator.naturalOrder())
                    .orElse(Severity.INFO);
        }

        PageLevel level() {
            return matches.stream()
                    .map(Match::level)
                    .max(Comparator.naturalOrder())
                    .orElse(PageLevel.NONE);
        }
    }

    private static final Comparator<Match> WORST_FIRST = Comparator.comparing(Match::severity)
            .thenComparing(Match::level)
            .reversed()
            .thenComparing(Match::rule);

    /**
     * All that is connected with an event, as far as the nearest open incident.
     *
     * @param book where the open incidents stand
     * @param taken ids of open incidents that are looked through as if they were not there
     */
    Group around(String seed, RuleEngine rules, IncidentBook book, Set<String> taken) {
        Group group = new Group(new LinkedHashSet<>(), new TreeSet<>(), new LinkedHashSet<>());
        Deque<String> open = new ArrayDeque<>();
        Set<String> seen = new LinkedHashSet<>();
        seen.add(seed);
        open.add(seed);
        while (!open.isEmpty()) {
            String key = open.remove();
            for (Match match : matches(key, rules)) {
                if (!group.matches.add(match)) {
                    continue;
                }
                for (String other : match.eventKeys()) {
                    group.events.add(other);
                    String incident = openIncident(other, book);
                    if (incident != null && !taken.contains(incident)) {
                        group.incidents.add(incident);
                    } else if (seen.add(other)) {
                        open.add(other);
                    }
                }
            }
        }
        return group;
    }

    private @Nullable String openIncident(String key, IncidentBook book) {
        KeptEvent event = history.get(key);
        if (event == null || event.membership() == null) {
            return null;
        }
        IncidentCase incident = book.active(event.membership().incidentId());
        return incident == null ? null : incident.id;
    }

    /** The matches that hold an event and are this sector's business. */
    private List<Match> matches(String key, RuleEngine rules) {
        KeptEvent kept = history.get(key);
        if (kept == null) {
            return List.of();
        }
        RuleEvent event = kept.event();
        if (Urgency.isUrgent(event)) {
            return urgent(event, rules);
        }
        return rules.matches(event, history.index()).stream()
                .filter(this::isOurs)
                .toList();
    }

    /** Alone, at its worst, and whoever else may tell of it too: it is not left to a neighbour unless it lies there. */
    private static List<Match> urgent(RuleEvent event, RuleEngine rules) {
        if (event.explained() != null || event.shared()) {
            return List.of();
        }
        IndexedHistory alone = new IndexedHistory();
        alone.put(event);
        Match found = rules.matches(event, alone).stream().min(WORST_FIRST).orElse(null);
        String rule = found == null ? "urgent" : found.rule();
        int version = found == null ? 0 : found.version();
        return List.of(new Match(rule, version, Severity.CRITICAL, PageLevel.DISPATCH, List.of(event.key())));
    }

    private boolean isOurs(Match match) {
        List<RuleEvent> events = match.eventKeys().stream()
                .map(key -> Objects.requireNonNull(history.get(key), "matches are made of the history")
                        .event())
                .toList();
        RuleEvent earliest = events.stream()
                .min(Comparator.comparing(RuleEvent::observedAt).thenComparing(RuleEvent::key))
                .orElseThrow();
        if (!earliest.shared()) {
            return true;
        }
        String neighbour = earliest.placement().getSectorId();
        return !events.stream().allMatch(event -> circumstances.tells(neighbour, event.latitude(), event.longitude()));
    }
}
