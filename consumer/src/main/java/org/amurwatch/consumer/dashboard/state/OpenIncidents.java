package org.amurwatch.consumer.dashboard.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentNote;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.dashboard.state.ParkItem.IncidentItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.Kind;
import org.amurwatch.consumer.dashboard.state.ParkItem.OpenIncident;
import org.amurwatch.consumer.incident.IncidentStates;
import org.jspecify.annotations.Nullable;

/** Incidents, all that are open and the newest of the others, with their evidence and answers. Not for several threads. */
final class OpenIncidents {

    private static final int MOST_OVER = 2_000;
    private static final int MOST_ANSWERS = 5_000;

    private final ParkState state;
    private final Set<String> touchedTerritories;
    private final Map<String, Incident> open = new HashMap<>();
    private final Map<String, String> incidentOf = new HashMap<>();
    private final Map<String, Incident> over = new LinkedHashMap<>();
    private final IncidentNotes notes = new IncidentNotes();
    private final Map<String, PatrolResponse> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PatrolResponse> eldest) {
            return size() > MOST_ANSWERS;
        }
    };

    /** @param touchedTerritories is told which territories have other open incidents than before */
    OpenIncidents(ParkState state, Set<String> touchedTerritories) {
        this.state = state;
        this.touchedTerritories = touchedTerritories;
    }

    /**
     * Takes how an incident stands.
     *
     * @param incident null: it is forgotten
     * @return the events that are its evidence, or were
     */
    Set<String> take(String id, @Nullable Incident incident) {
        Incident before = open.containsKey(id) ? open.get(id) : over.get(id);
        Instant changed = incident == null ? Instant.MAX : incident.getChangedAt();
        if ((incident != null && incident.getPurpose() == Purpose.CANARY)
                || (before != null && before.getChangedAt().isAfter(changed))) {
            return Set.of();
        }
        Set<String> events = new HashSet<>();
        if (before != null) {
            forget(before, events);
        }
        if (incident == null) {
            state.remove(Kind.INCIDENTS, id);
            return events;
        }
        for (IncidentEvidence one : incident.getEvidence()) {
            if (one.getJoined()) {
                incidentOf.put(one.getEventKey(), id);
                events.add(one.getEventKey());
            }
        }
        touchedTerritories.add(incident.getTerritoryId());
        if (IncidentStates.isOpen(incident)) {
            open.put(id, incident);
        } else {
            over.put(id, incident);
            makeRoom(events);
        }
        state.put(new IncidentItem(incident, notes.count(id)));
        return events;
    }

    private void makeRoom(Set<String> events) {
        if (over.size() > MOST_OVER) {
            Incident eldest = over.values().iterator().next();
            forget(eldest, events);
            state.remove(Kind.INCIDENTS, eldest.getIncidentId());
        }
    }

    private void forget(Incident incident, Set<String> events) {
        String id = incident.getIncidentId();
        open.remove(id);
        over.remove(id);
        touchedTerritories.add(incident.getTerritoryId());
        incident.getEvidence().forEach(one -> {
            if (incidentOf.remove(one.getEventKey(), id)) {
                events.add(one.getEventKey());
            }
        });
    }

    /** The incident that an event is evidence of. */
    @Nullable
    String of(String eventKey) {
        return incidentOf.get(eventKey);
    }

    /** Those of a territory that are open, the worst first. */
    List<OpenIncident> open(String territory) {
        List<OpenIncident> there = new ArrayList<>();
        open.values().stream()
                .filter(incident -> incident.getTerritoryId().equals(territory))
                .map(incident -> new OpenIncident(
                        incident.getIncidentId(), incident.getSeverity(), List.copyOf(incident.getToldTeamIds())))
                .sorted(Comparator.comparing(OpenIncident::severity).reversed().thenComparing(OpenIncident::incidentId))
                .forEach(there::add);
        return there;
    }

    /** Takes a note; null: it was erased. */
    void noted(String key, @Nullable IncidentNote note) {
        String id = notes.take(key, note);
        Incident incident = id == null ? null : open.getOrDefault(id, over.get(id));
        if (id != null && incident != null) {
            state.put(new IncidentItem(incident, notes.count(id)));
        }
    }

    /** What was noted of an incident, oldest first. */
    List<IncidentNote> notes(String incidentId) {
        return notes.of(incidentId);
    }

    void answered(PatrolResponse response) {
        answers.putIfAbsent(response.getResponseId(), response);
    }

    List<PatrolResponse> answers(String incidentId) {
        return answers.values().stream()
                .filter(answer -> answer.getIncidentId().equals(incidentId))
                .sorted(Comparator.comparing(PatrolResponse::getAt))
                .toList();
    }
}
