package org.amurwatch.consumer.dashboard.state;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentNote;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.consumer.dashboard.state.ParkItem.EventItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.IndividualItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.Kind;
import org.amurwatch.consumer.dashboard.state.ParkItem.TerritoryItem;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the topics say and keeps the {@link ParkState} by it. The same record again changes nothing, and an older one
 * does not come back. For several threads.
 */
public final class Park {

    private static final Duration REFRESHED = Duration.ofHours(1);

    private final ParkState state;
    private final Places places = new Places();
    private final Duration history;
    private final Clock clock;
    private final Map<String, Territory> territories = new HashMap<>();
    private final Map<String, Instant> lastEvents = new HashMap<>();
    private final Map<String, PatrolTeam> teams = new HashMap<>();
    private final RecentEvents recent;
    private final Stations stations;
    private final Days days;
    private final Patrols patrols = new Patrols();
    private final PatrolHours patrolHours;
    private final OpenIncidents incidents;
    private final ReviewQueue reviews;
    private final Set<String> touched = new HashSet<>();
    private Instant refreshedAt = Instant.MIN;
    private @Nullable Instant lastCanaryAt;

    /**
     * @param history how far back events are shown
     * @param mostEvents how many of them at most
     * @param mostDays counts of how many days are kept for each territory
     */
    public Park(ParkState state, Duration history, int mostEvents, int mostDays, Clock clock) {
        this.state = state;
        this.history = history;
        this.clock = clock;
        this.recent = new RecentEvents(mostEvents);
        this.stations = new Stations(clock);
        this.days = new Days(mostDays);
        this.patrolHours = new PatrolHours(history);
        this.incidents = new OpenIncidents(state, touched);
        this.reviews = new ReviewQueue(state);
    }

    public ParkState state() {
        return state;
    }

    public synchronized void territory(String id, @Nullable Territory territory) {
        if (territory == null || territory.getRetired()) {
            territories.remove(id);
            state.remove(Kind.TERRITORIES, id);
        } else {
            territories.put(id, territory);
            touched.add(id);
        }
    }

    public synchronized void team(String id, @Nullable PatrolTeam team) {
        if (team == null || team.getRetired()) {
            teams.remove(id);
        } else {
            teams.put(id, team);
        }
        showPatrol(id);
    }

    public synchronized void incident(String id, @Nullable Incident incident) {
        incidents.take(id, incident).forEach(this::joined);
    }

    public synchronized void response(PatrolResponse response) {
        incidents.answered(response);
    }

    /** @param note null: it was erased */
    public synchronized void note(String key, @Nullable IncidentNote note) {
        incidents.noted(key, note);
    }

    public synchronized void review(ReviewItem item) {
        reviews.take(item);
    }

    public synchronized void day(TerritoryDay day) {
        days.put(day);
        touched.add(day.getTerritoryId());
    }

    public synchronized void individual(String id, @Nullable IndividualStatus status) {
        if (status == null) {
            state.remove(Kind.INDIVIDUALS, id);
            return;
        }
        if (state.item(Kind.INDIVIDUALS, id) instanceof IndividualItem known
                && known.status().getChangedAt().isAfter(status.getChangedAt())) {
            return;
        }
        state.put(new IndividualItem(status));
    }

    /** What is taken out of one territory and put into another may be read in any order. */
    public synchronized void observation(ObservationChange change) {
        LocatedEvent now = change.getNow();
        LocatedEvent before = change.getBefore();
        if (now != null && now.getDeployment() != null) {
            stations.deployment(change.getEventKey(), now);
        } else if (now != null) {
            event(change.getEventKey(), now);
        } else if (before != null && before.getDeployment() != null) {
            stations.gone(change.getEventKey(), before.getPlacement().getTerritoryId());
        } else if (before != null) {
            gone(change.getEventKey(), before.getPlacement().getTerritoryId());
        }
    }

    private void gone(String key, String territory) {
        if (state.item(Kind.SIGHTINGS, key) instanceof EventItem known
                && known.event().getPlacement().getTerritoryId().equals(territory)) {
            hide(key);
        }
    }

    private void hide(String key) {
        recent.remove(key);
        state.remove(Kind.SIGHTINGS, key);
    }

    private void event(String key, LocatedEvent now) {
        if (state.item(Kind.SIGHTINGS, key) instanceof EventItem known
                && RecentEvents.revision(known.event()).isAfter(RecentEvents.revision(now))) {
            return;
        }
        if (!RecentEvents.isShown(now)) {
            hide(key);
            return;
        }
        EventItem item = new EventItem(key, now, incidents.of(key));
        if (!RecentEvents.isClockSuspect(now)) {
            heard(now, item.observedAt());
        }
        if (item.observedAt().isBefore(clock.instant().minus(history))) {
            hide(key);
            return;
        }
        recent.put(key, item.observedAt());
        state.put(item);
        expire();
    }

    private void heard(LocatedEvent event, Instant observedAt) {
        Sighting sighting = event.getSighting();
        stations.heard(
                sighting != null
                        ? sighting.getStationId()
                        : event.getPoachingAlert().getStationId(),
                observedAt);
        String territory = event.getPlacement().getTerritoryId();
        lastEvents.merge(territory, observedAt, (one, other) -> one.isAfter(other) ? one : other);
        touched.add(territory);
    }

    private void expire() {
        recent.expire(clock.instant().minus(history)).forEach(key -> state.remove(Kind.SIGHTINGS, key));
    }

    /** An event became evidence of an incident, or of none. */
    private void joined(String key) {
        if (state.item(Kind.SIGHTINGS, key) instanceof EventItem item) {
            state.put(new EventItem(key, item.event(), incidents.of(key)));
        }
    }

    public synchronized void signal(Signal signal) {
        if (signal.getPurpose() == Purpose.CANARY) {
            return;
        }
        if (signal.getKind() == SignalKind.ABSENCE) {
            stations.silence(signal.getSubject(), signal.getEnded());
        } else if (signal.getKind() == SignalKind.CHECK_IN) {
            patrols.checkIn(signal.getSubject(), signal.getEnded());
            showPatrol(signal.getSubject());
        }
    }

    public synchronized void position(PatrolPosition position) {
        patrolHours.add(position);
        if (!position.getAt().isBefore(clock.instant().minus(Patrols.TRACK))) {
            patrols.add(position);
            showPatrol(position.getTeamId());
        }
    }

    private void showPatrol(String team) {
        PatrolTeam known = teams.get(team);
        state.set(Kind.PATROLS, team, patrols.item(team, known == null ? team : known.getName()));
    }

    /** An alert to nobody shows that alerts get through. */
    public synchronized void alert(PatrolAlert alert) {
        if (alert.getPurpose() == Purpose.CANARY
                && (lastCanaryAt == null || alert.getReceivedAt().isAfter(lastCanaryAt))) {
            lastCanaryAt = alert.getReceivedAt();
        }
    }

    /** How long ago the last alert to nobody was received that was decided; null: none was. */
    public synchronized @Nullable Duration canaryAge() {
        return lastCanaryAt == null ? null : Duration.between(lastCanaryAt, clock.instant());
    }

    /** Shows what many records may have touched since the last call, once each; and forgets what has become too old. */
    public synchronized void settle() {
        Instant now = clock.instant();
        if (Duration.between(refreshedAt.equals(Instant.MIN) ? Instant.EPOCH : refreshedAt, now)
                        .compareTo(REFRESHED)
                >= 0) {
            refreshedAt = now;
            touched.addAll(territories.keySet());
            expire();
            patrolHours.expire(now);
            patrols.expire(now).forEach(this::showPatrol);
        }
        stations.touched().forEach(id -> state.set(Kind.STATIONS, id, stations.item(id)));
        List<String> again = new ArrayList<>(touched);
        touched.clear();
        again.forEach(this::showTerritory);
    }

    private void showTerritory(String id) {
        Territory territory = territories.get(id);
        if (territory != null) {
            state.put(new TerritoryItem(
                    territory,
                    incidents.open(id),
                    lastEvents.get(id),
                    days.week(id, LocalDate.ofInstant(clock.instant(), zone(territory.getTimeZone())))));
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    public synchronized @Nullable PatrolTeam team(String id) {
        return teams.get(id);
    }

    /** The sectors that a team is of: those it answers for, and those of its territories. */
    public synchronized Set<String> sectors(PatrolTeam team) {
        Set<String> sectors = new HashSet<>(team.getSectorIds());
        team.getTerritoryIds().stream()
                .map(territories::get)
                .filter(Objects::nonNull)
                .forEach(territory -> sectors.add(territory.getSectorId()));
        return sectors;
    }

    /** The sector of a territory; null: there is no such territory. */
    public synchronized @Nullable String sector(String territoryId) {
        Territory territory = territories.get(territoryId);
        return territory == null ? null : territory.getSectorId();
    }

    /** What teams are called, by their ids. */
    public synchronized Map<String, String> teamNames() {
        Map<String, String> names = new TreeMap<>();
        teams.forEach((id, team) -> names.put(id, team.getName()));
        return names;
    }

    /** The zone of the first territory, by its id; UTC where there is none. */
    public synchronized String timeZone() {
        return territories.values().stream()
                .min(Comparator.comparing(Territory::getId))
                .map(Territory::getTimeZone)
                .orElse("UTC");
    }

    /** Counts of a territory from one local day to another, both among them, in order. */
    public synchronized List<TerritoryDay> days(String territory, LocalDate from, LocalDate to) {
        return days.between(territory, from, to);
    }

    /**
     * The days of a territory from one to another, both among them, on which it was patrolled, in order.
     *
     * @param teams whether a team, by its id, is counted
     */
    public synchronized List<PatrolDay> patrolDays(
            String territory, LocalDate from, LocalDate to, Predicate<String> teams) {
        Territory known = territories.get(territory);
        return known == null ? List.of() : patrolHours.between(known, from, to, teams);
    }

    /** The incident that an event or a signal is evidence of, as far as incidents are kept; null: of none. */
    public synchronized @Nullable String incidentOf(String key) {
        return incidents.of(key);
    }

    /** What was noted of an incident, oldest first. */
    public synchronized List<IncidentNote> notes(String incidentId) {
        return incidents.notes(incidentId);
    }

    /** What was answered about an incident, in order. */
    public synchronized List<PatrolResponse> answers(String incidentId) {
        return incidents.answers(incidentId);
    }

    /** The operator's own map. */
    public Places places() {
        return places;
    }
}
