package org.amurwatch.producer.erase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.topic.Topics;

/** Finds out what an erasure has to do. Reads, and changes nothing. */
final class ErasurePlanning {

    private static final Set<IncidentState> OPEN =
            Set.of(IncidentState.OPEN, IncidentState.ACKNOWLEDGED, IncidentState.RESPONDING);

    private final ErasureRecords records;
    private final ErasureRequest request;
    private final Predicate<String> isKept;
    private final Map<String, Statement> holding = new TreeMap<>();
    private final Set<String> picturesOfErased = new TreeSet<>();
    private final Map<String, Set<String>> picturesOfOthers = new HashMap<>();
    private long unreadable;
    private long unplaced;

    private ErasurePlanning(ErasureRecords records, ErasureRequest request, Predicate<String> isKept) {
        this.records = records;
        this.request = request;
        this.isKept = isKept;
    }

    /** @param isKept whether a picture or sound of that hash is there */
    static ErasurePlan plan(ErasureRecords records, ErasureRequest request, Predicate<String> isKept) {
        return new ErasurePlanning(records, request, isKept).plan();
    }

    private ErasurePlan plan() {
        Set<String> selected = selected();
        Map<String, Set<String>> evidence = evidence();
        Set<String> held = new TreeSet<>(selected);
        held.retainAll(heldEvents(evidence));
        selected.removeAll(held);
        boolean wholeEvents = request.person() == null;
        gather(selected);
        Set<String> details = new TreeSet<>(details(selected));
        Set<String> notes = wholeEvents ? notes(selected, evidence) : Set.of();
        List<Statement> emptied = new ArrayList<>();
        List<Statement> unnamed = new ArrayList<>();
        for (Statement statement : holding.values()) {
            if (wholeEvents && !statement.isEmpty()) {
                emptied.add(statement);
            } else if (!wholeEvents && statement.isClassifiedBy(request.person())) {
                unnamed.add(statement);
            }
        }
        return new ErasurePlan(
                List.copyOf(emptied),
                List.copyOf(unnamed),
                details,
                notes,
                wholeEvents ? pictures() : Set.of(),
                held,
                unplaced,
                unreadable);
    }

    /** Keys of all events of which any statement, also one that was replaced since, is what is asked for. */
    private Set<String> selected() {
        Set<String> selected = new TreeSet<>();
        unreadable = statements(statement -> {
            if (isAskedFor(statement)) {
                selected.add(statement.key());
            }
        });
        if (request.territory() != null) {
            Map<String, Set<String>> territories = territories(selected);
            unplaced = selected.stream()
                    .filter(key -> !territories.containsKey(key))
                    .count();
            selected.removeIf(key -> !territories.getOrDefault(key, Set.of()).contains(request.territory()));
        }
        return selected;
    }

    private boolean isAskedFor(Statement statement) {
        if (request.event() != null) {
            return request.event().equals(statement.key());
        }
        if (request.person() != null) {
            return statement.observation().provenance().getSourceId().equals(request.source())
                    && statement.isClassifiedBy(request.person());
        }
        return request.from() != null
                && request.to() != null
                && !statement.isEmpty()
                && !statement.observation().observedAt().isBefore(request.from())
                && statement.observation().observedAt().isBefore(request.to());
    }

    private long statements(Consumer<Statement> taker) {
        return records.read(Topics.SIGHTINGS, key -> true, (key, sighting) -> {
                    if (sighting != null) {
                        taker.accept(Statement.of(sighting));
                    }
                })
                + records.read(Topics.POACHING_ALERTS, key -> true, (key, alert) -> {
                    if (alert != null) {
                        taker.accept(Statement.of(alert));
                    }
                });
    }

    /**
     * Where events lie, as far as that is still kept; of those that are withdrawn, where they lay. The changes of one territory
     * come in their order, those of several do not.
     */
    private Map<String, Set<String>> territories(Set<String> keys) {
        Map<String, Set<String>> now = new HashMap<>();
        Map<String, Set<String>> ever = new HashMap<>();
        records.read(Topics.OBSERVATIONS, territory -> true, (territory, change) -> {
            if (change == null || !keys.contains(change.getEventKey())) {
                return;
            }
            ever.computeIfAbsent(change.getEventKey(), key -> new HashSet<>()).add(territory);
            Set<String> lies = now.computeIfAbsent(change.getEventKey(), key -> new HashSet<>());
            if (change.getNow() == null) {
                lies.remove(territory);
            } else {
                lies.add(territory);
            }
        });
        now.forEach((key, lies) -> {
            if (!lies.isEmpty()) {
                ever.put(key, lies);
            }
        });
        return ever;
    }

    /** Keys of events that are evidence of incidents, by incident. */
    private Map<String, Set<String>> evidence() {
        Map<String, Set<String>> evidence = new HashMap<>();
        records.read(Topics.INCIDENT_EVIDENCE, key -> true, (key, one) -> {
            if (one != null) {
                Set<String> events = evidence.computeIfAbsent(one.getIncidentId(), id -> new HashSet<>());
                if (one.getJoined()) {
                    events.add(one.getEventKey());
                } else {
                    events.remove(one.getEventKey());
                }
            }
        });
        return evidence;
    }

    private Set<String> heldEvents(Map<String, Set<String>> evidence) {
        Set<String> holders = new HashSet<>(request.held());
        Map<String, String> merged = new HashMap<>();
        records.read(Topics.INCIDENTS, key -> true, (key, incident) -> {
            if (incident != null && incident.getMergedInto() != null) {
                merged.put(key, incident.getMergedInto());
            }
            if (incident != null && OPEN.contains(incident.getState()) && !request.evenEvidence()) {
                holders.add(key);
            } else if (!request.held().contains(key)) {
                holders.remove(key);
            }
        });
        // What became part of an incident that is held is held with it.
        for (int before = -1; before != holders.size(); ) {
            before = holders.size();
            merged.forEach((part, whole) -> {
                if (holders.contains(whole)) {
                    holders.add(part);
                }
            });
        }
        return holders.stream()
                .flatMap(id -> evidence.getOrDefault(id, Set.of()).stream())
                .collect(Collectors.toSet());
    }

    /** What holds of the selected events now, and which kept pictures they and all others refer to. */
    private void gather(Set<String> selected) {
        statements(statement -> {
            String key = statement.key();
            if (selected.contains(key)) {
                picturesOfErased.addAll(statement.kept());
                holding.merge(key, statement, (before, now) -> now.holdsAfter(before) ? now : before);
            } else if (statement.observation().withdrawn()) {
                picturesOfOthers.remove(key);
            } else if (!statement.kept().isEmpty()) {
                picturesOfOthers.put(key, statement.kept());
            }
        });
    }

    private Set<String> pictures() {
        Set<String> alone = new TreeSet<>(picturesOfErased);
        picturesOfOthers.values().forEach(alone::removeAll);
        alone.removeIf(isKept.negate());
        return alone;
    }

    /** Of a person: those of the source that name them as reporter. */
    private Set<String> details(Set<String> selected) {
        Set<String> standing = new HashSet<>();
        records.read(Topics.PRIVATE_DETAILS, key -> true, (key, details) -> {
            boolean goes = details != null
                    && (request.person() == null
                            ? selected.contains(key)
                            : key.startsWith(request.source() + "/")
                                    && request.person().equals(details.getReporter()));
            if (goes) {
                standing.add(key);
            } else {
                standing.remove(key);
            }
        });
        return standing;
    }

    private Set<String> notes(Set<String> selected, Map<String, Set<String>> evidence) {
        Set<String> standing = new TreeSet<>();
        records.read(Topics.INCIDENT_NOTES, key -> true, (key, note) -> {
            Set<String> events = note == null ? Set.of() : evidence.getOrDefault(note.getIncidentId(), Set.of());
            if (!events.isEmpty() && selected.containsAll(events)) {
                standing.add(key);
            } else {
                standing.remove(key);
            }
        });
        return standing;
    }
}
