package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The incidents of one sector and purpose, open ones and past ones that are still remembered, and when each is due. */
final class IncidentBook {

    private final Map<String, IncidentCase> incidents = new HashMap<>();
    private final Map<String, Instant> dueTimes = new HashMap<>();
    private final TreeSet<Due> due = new TreeSet<>(Comparator.comparing(Due::at).thenComparing(Due::incidentId));

    /** The incidents that the present input has touched. */
    private final Set<IncidentCase> touched = new LinkedHashSet<>();

    private record Due(Instant at, String incidentId) {}

    void add(IncidentCase incident) {
        incidents.put(incident.id, incident);
    }

    @Nullable
    IncidentCase get(@Nullable String id) {
        return id == null ? null : incidents.get(id);
    }

    /** The incident, if it is open. */
    @Nullable
    IncidentCase active(@Nullable String id) {
        IncidentCase incident = get(id);
        return incident != null && incident.isActive() ? incident : null;
    }

    /** The incident, or the one that it became part of. */
    @Nullable
    IncidentCase surviving(String id) {
        IncidentCase incident = get(id);
        while (incident != null && incident.mergedInto != null) {
            incident = get(incident.mergedInto);
        }
        return incident;
    }

    /** All of them, in order of their ids. */
    List<IncidentCase> all() {
        return incidents.values().stream()
                .sorted(Comparator.comparing(incident -> incident.id))
                .toList();
    }

    void remove(IncidentCase incident) {
        due(incident, null);
        incidents.remove(incident.id);
    }

    /** Something about it is, or may be, different. */
    void touch(IncidentCase incident) {
        touched.add(incident);
    }

    /** The incidents that were touched since the last call. */
    List<IncidentCase> takeTouched() {
        List<IncidentCase> taken = List.copyOf(touched);
        touched.clear();
        return taken;
    }

    /** Sets when something is due of an incident; null: nothing is. */
    void due(IncidentCase incident, @Nullable Instant at) {
        Instant before = at == null ? dueTimes.remove(incident.id) : dueTimes.put(incident.id, at);
        if (before != null) {
            due.remove(new Due(before, incident.id));
        }
        if (at != null) {
            due.add(new Due(at, incident.id));
        }
    }

    /** What is still due although all that was due was done is looked at again a little later, not for ever now. */
    void postpone(IncidentCase incident, Instant now) {
        Instant at = dueTimes.get(incident.id);
        if (at != null && !at.isAfter(now)) {
            due(incident, now.plusSeconds(1));
        }
    }

    /** When the next one is due; null: none is. */
    @Nullable
    Instant nextDue() {
        return due.isEmpty() ? null : due.first().at;
    }

    /** Those that are due, those due first before the others. */
    List<IncidentCase> due(Instant now, int most) {
        List<IncidentCase> found = new ArrayList<>();
        for (Due next : due) {
            if (next.at.isAfter(now) || found.size() == most) {
                break;
            }
            IncidentCase incident = incidents.get(next.incidentId);
            if (incident != null) {
                found.add(incident);
            }
        }
        return found;
    }
}
