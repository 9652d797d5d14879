package org.amurwatch.consumer.dashboard.state;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.IncidentNote;
import org.jspecify.annotations.Nullable;

/** What people noted of incidents, the newest notes alone. Not for several threads. */
final class IncidentNotes {

    private static final int MOST = 5_000;

    /** The incident of each note, by the note's key, in the order in which they came. */
    private final LinkedHashMap<String, String> incidents = new LinkedHashMap<>();

    private final Map<String, Map<String, IncidentNote>> notes = new HashMap<>();

    /**
     * Takes a note as its topic has it.
     *
     * @param note null: it was erased
     * @return the incident that has other notes now; null: none
     */
    @Nullable
    String take(String key, @Nullable IncidentNote note) {
        if (note == null) {
            return erase(key);
        }
        incidents.put(key, note.getIncidentId());
        notes.computeIfAbsent(note.getIncidentId(), id -> new HashMap<>()).put(key, note);
        if (incidents.size() > MOST) {
            erase(incidents.keySet().iterator().next());
        }
        return note.getIncidentId();
    }

    private @Nullable String erase(String key) {
        String incidentId = incidents.remove(key);
        if (incidentId != null) {
            notes.computeIfPresent(incidentId, (id, of) -> {
                of.remove(key);
                return of.isEmpty() ? null : of;
            });
        }
        return incidentId;
    }

    int count(String incidentId) {
        return notes.getOrDefault(incidentId, Map.of()).size();
    }

    /** Those of an incident, oldest first. */
    List<IncidentNote> of(String incidentId) {
        return notes.getOrDefault(incidentId, Map.of()).values().stream()
                .sorted(Comparator.comparing(IncidentNote::getAt).thenComparing(IncidentNote::getNoteId))
                .toList();
    }
}
