package org.amurwatch.streams.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.streams.incident.Effects;
import org.jspecify.annotations.Nullable;

/** Notes of all decisions what was raised in a period. */
final class RaisedNotes {

    private final Instant from;
    private final Instant to;
    private final Set<Purpose> purposes;
    private final Map<String, Note> notes = new HashMap<>();
    private final Map<String, Set<String>> evidence = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final List<RaisedPage> pages = new ArrayList<>();
    private int messages;

    /** What was published of an incident so far. */
    private static final class Note {
        private @Nullable Incident last;
        private Severity worst = Severity.INFO;
        private PageLevel highest = PageLevel.NONE;
        private final Set<String> rules = new TreeSet<>();
    }

    /**
     * @param from earlier ones are passed over
     * @param to this and later ones are, too
     */
    RaisedNotes(Instant from, Instant to, Set<Purpose> purposes) {
        this.from = from;
        this.to = to;
        this.purposes = Set.copyOf(purposes);
    }

    /** Something was decided. */
    void decided(Effects effects, Instant at) {
        effects.evidence().forEach(change -> {
            Set<String> keys = evidence.computeIfAbsent(change.getIncidentId(), id -> new HashSet<>());
            if (change.getJoined()) {
                keys.add(change.getEventKey());
            }
        });
        effects.incidents().stream()
                .filter(incident -> purposes.contains(incident.getPurpose()))
                .forEach(this::published);
        effects.alerts().stream()
                .filter(alert -> purposes.contains(alert.getPurpose()))
                .forEach(alert -> told(alert, at));
    }

    private void published(Incident incident) {
        Note note = notes.computeIfAbsent(incident.getIncidentId(), id -> new Note());
        note.last = incident;
        note.worst = note.worst.compareTo(incident.getSeverity()) >= 0 ? note.worst : incident.getSeverity();
        note.highest = note.highest.compareTo(incident.getLevel()) >= 0 ? note.highest : incident.getLevel();
        incident.getRules().forEach(rule -> note.rules.add(rule.getRule()));
    }

    private void told(PatrolAlert alert, Instant at) {
        String incidentId = alert.getIncidentId();
        boolean ofMore = alert.getMessage() == AlertMessage.RAISED || alert.getMessage() == AlertMessage.UPDATED;
        if (incidentId == null || !ofMore) {
            return;
        }
        // What was told before the period is remembered too: what follows it is no new page.
        boolean counts = !at.isBefore(from) && at.isBefore(to);
        if (told.add(incidentId + " message " + alert.getSequence()) && counts) {
            messages++;
        }
        if (told.add(incidentId + " " + alert.getLevel()) && counts) {
            pages.add(new RaisedPage(at, incidentId, alert.getLevel(), alert.getRule() == null ? "" : alert.getRule()));
        }
    }

    Raised raised() {
        List<RaisedIncident> incidents = new ArrayList<>();
        notes.values().forEach(note -> {
            Incident last = note.last;
            if (last != null
                    && last.getState() != IncidentState.MERGED
                    && !last.getOpenedAt().isBefore(from)
                    && last.getOpenedAt().isBefore(to)) {
                incidents.add(incident(last, note));
            }
        });
        incidents.sort(Comparator.comparing(RaisedIncident::openedAt).thenComparing(RaisedIncident::incidentId));
        return new Raised(
                incidents,
                pages.stream().sorted(Comparator.comparing(RaisedPage::at)).toList(),
                messages);
    }

    private RaisedIncident incident(Incident last, Note note) {
        return new RaisedIncident(
                last.getIncidentId(),
                last.getOpenedAt(),
                Objects.requireNonNullElse(last.getTerritoryName(), last.getTerritoryId()),
                last.getCentre().getLatitude(),
                last.getCentre().getLongitude(),
                note.rules,
                note.worst,
                note.highest,
                evidence.getOrDefault(last.getIncidentId(), Set.of()));
    }
}
