package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.HistoryEntry;
import org.amurwatch.avro.IncidentEntry;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.PlaceTraffic;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.streams.incident.Correlation.Loss;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.routing.ExplainableKinds;
import org.amurwatch.streams.routing.Explanations;
import org.amurwatch.streams.rule.MaxAge;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.RuleEngine;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.Surroundings;
import org.jspecify.annotations.Nullable;

/** The events of one purpose in one sector, from end to end; what is real and what is exercise never meet. */
final class SectorWing {

    /** How many old events are looked at with each new one, so that history stays bounded and no event waits for long. */
    private static final int FORGOTTEN_AT_ONCE = 20;

    private final Purpose purpose;
    private final Circumstances circumstances;
    private final SectorHistory history;
    private final StationTraffic traffic;
    private final IncidentBook book = new IncidentBook();
    private final Explanations explanations = new Explanations();
    private final TeamPositions positions = new TeamPositions(explanations);
    private final Reviews reviews;
    private final IncidentLife life;
    private final Paging paging;
    private final Correlation correlation;
    private final Publishing publishing;
    private final Map<String, List<String>> evidenceToRestore = new LinkedHashMap<>();
    private @Nullable RuleBook engineBook;
    private @Nullable RuleEngine engine;

    SectorWing(String sectorId, Purpose purpose, Circumstances circumstances, Instant silentBefore) {
        this.purpose = purpose;
        this.circumstances = circumstances;
        this.history = new SectorHistory(sectorId);
        this.traffic = new StationTraffic(purpose);
        this.paging = new Paging(sectorId, history, positions, circumstances, silentBefore);
        this.reviews = new Reviews(sectorId, paging);
        this.life = new IncidentLife(sectorId, purpose, history, book, reviews);
        this.correlation = new Correlation(history, book, life, paging, circumstances);
        this.publishing = new Publishing(sectorId, history, book);
    }

    /** What rules may ask about the place of an event; the traffic is that of when the event was received. */
    private final class Here implements Surroundings {

        @Override
        public Places places() {
            return circumstances.places();
        }

        @Override
        public double usualPeoplePerWeek(RuleEvent event) {
            KeptEvent kept = history.get(event.key());
            return kept == null ? Double.NaN : kept.usualPeoplePerWeek();
        }

        @Override
        public String country(RuleEvent event) {
            return circumstances.country(event.placement().getTerritoryId());
        }
    }

    private RuleEngine engine() {
        RuleBook now = circumstances.rules();
        if (engine == null || engineBook != now) {
            engine = new RuleEngine(now, new Here());
            engineBook = now;
        }
        return engine;
    }

    // Reading the state back: all rows, in any order, then restored().

    void restore(HistoryEntry row) {
        KeptEvent event = HistoryEntries.kept(row);
        history.restore(event);
        if (event.membership() != null) {
            evidenceToRestore
                    .computeIfAbsent(event.membership().incidentId(), id -> new ArrayList<>())
                    .add(event.key());
        }
    }

    void restore(IncidentEntry row) {
        book.add(IncidentRecords.restored(row));
    }

    void restore(PlaceTraffic row) {
        traffic.restore(row);
    }

    void restore(PatrolPosition row) {
        positions.restore(row);
    }

    void restored() {
        for (IncidentCase incident : book.all()) {
            if (incident.isActive()) {
                Instant lastReceivedAt = incident.lastReceivedAt;
                boolean unpublished = incident.unpublished;
                evidenceToRestore.getOrDefault(incident.id, List.of()).stream()
                        .map(history::get)
                        .filter(Objects::nonNull)
                        .sorted((one, other) -> Objects.requireNonNull(one.membership())
                                .joinedAt()
                                .compareTo(Objects.requireNonNull(other.membership())
                                        .joinedAt()))
                        .forEach(event -> incident.add(event.event()));
                incident.lastReceivedAt = lastReceivedAt;
                incident.unpublished = unpublished;
                incident.touched = false;
            }
            book.due(incident, Publishing.dueAt(incident, paging.rules(incident)));
        }
        evidenceToRestore.clear();
    }

    boolean knows(String eventKey) {
        return history.get(eventKey) != null;
    }

    boolean knowsIncident(String incidentId) {
        return book.get(incidentId) != null;
    }

    /** An event as it is now. */
    void take(RuleEvent event, List<MediaReference> media, Instant now, Effects effects) {
        forget(now, effects);
        KeptEvent before = history.get(event.key());
        if (before == null) {
            if (!Urgency.isUrgent(event) && event.observedAt().isBefore(now.minus(engine().keep(now)))) {
                return;
            }
            KeptEvent kept = kept(event, media, null, traffic.usualPerWeek(event));
            traffic.learn(kept.event(), effects);
            history.put(kept, effects);
            correlation.arrived(kept, event.fresh(), engine(), now, effects);
        } else {
            KeptEvent kept = kept(firstReceived(event, before.event()), media, before, before.usualPeoplePerWeek());
            if (kept.saysTheSameAs(before)) {
                return;
            }
            traffic.unlearn(before.event(), effects);
            traffic.learn(kept.event(), effects);
            history.put(kept, effects);
            reviews.judged(before, kept, now, effects);
            Loss loss = kept.event().explained() != null ? Loss.EXPLAINED : Loss.CORRECTED;
            correlation.changed(Map.of(before, loss), kept, event.fresh(), engine(), now, effects);
        }
        settle(now, effects);
    }

    private KeptEvent kept(
            RuleEvent event, List<MediaReference> media, @Nullable KeptEvent before, double usualPeoplePerWeek) {
        Explanation stated = event.explained();
        Explanation concluded = before == null ? null : before.concluded();
        if (stated != null || event.suspicion() != Suspicion.NONE) {
            concluded = null;
        } else if (concluded == null) {
            concluded = explanations.explain(event, circumstances.permits(), rulesOf(event));
        }
        return new KeptEvent(
                event.explainedAs(stated != null ? stated : concluded),
                stated,
                concluded,
                Reviews.isToBeReviewed(event) ? media : List.of(),
                usualPeoplePerWeek,
                before == null ? null : before.membership());
    }

    private Rules rulesOf(RuleEvent event) {
        return circumstances.rules().inForceAt(event.receivedAt());
    }

    /** A later statement about an event is judged as of when the event was first received, else every edit would age it. */
    private static RuleEvent firstReceived(RuleEvent event, RuleEvent before) {
        Duration age = Duration.between(event.observedAt(), before.receivedAt());
        Optional<Duration> maxAge = event.kind() != null
                ? MaxAge.of(event.kind())
                : event.species() != null ? Optional.of(MaxAge.OF_SIGHTINGS) : Optional.empty();
        boolean stillFresh = maxAge.map(most -> age.compareTo(most) <= 0).orElse(true);
        return new RuleEvent(
                event.key(),
                event.kind(),
                event.species(),
                event.signal(),
                event.individualId(),
                event.latitude(),
                event.longitude(),
                event.observedAt(),
                before.receivedAt(),
                event.fresh() || (before.fresh() && stillFresh),
                event.sourceId(),
                event.stationId(),
                event.method(),
                event.machine(),
                event.probability(),
                event.count(),
                event.explained(),
                event.suspicion(),
                event.purpose(),
                event.shared(),
                event.placement());
    }

    /** An event is no longer here. */
    void remove(String eventKey, Loss loss, Instant now, Effects effects) {
        KeptEvent before = history.get(eventKey);
        if (before == null) {
            return;
        }
        traffic.unlearn(before.event(), effects);
        history.remove(eventKey, effects);
        reviews.judged(before, null, now, effects);
        correlation.changed(Map.of(before, loss), null, false, engine(), now, effects);
        settle(now, effects);
    }

    /** A team of ours is, or was, somewhere: that may explain what was seen there. */
    void take(PatrolPosition position, Instant now, Effects effects) {
        if (!positions.take(position, now, effects)) {
            return;
        }
        Map<KeptEvent, Loss> explained = new LinkedHashMap<>();
        for (KeptEvent before : explainedBy(position, now)) {
            KeptEvent after = before.concludedAs(Explanation.PATROL);
            history.put(after, effects);
            reviews.judged(before, after, now, effects);
            explained.put(before, Loss.EXPLAINED);
        }
        if (!explained.isEmpty()) {
            correlation.changed(explained, null, false, engine(), now, effects);
        }
        settle(now, effects);
    }

    private List<KeptEvent> explainedBy(PatrolPosition position, Instant now) {
        Rules rules = circumstances.rules().inForceAt(now);
        double reach = explanations.reachMetres(position, rules);
        Duration span = rules.settings().patrolNear().plus(Explanations.LONGEST_STEP);
        List<RuleEvent> found = new ArrayList<>();
        for (AlertKind kind : AlertKind.values()) {
            if (ExplainableKinds.byPatrol(kind)) {
                history.index()
                        .around(
                                kind.name(),
                                position.getPosition().getLatitude(),
                                position.getPosition().getLongitude(),
                                reach,
                                position.getAt().minus(span),
                                position.getAt().plus(span),
                                found::add);
            }
        }
        return found.stream()
                .filter(event -> event.explained() == null && explanations.explains(position, event, rulesOf(event)))
                .map(event -> Objects.requireNonNull(history.get(event.key())))
                .toList();
    }

    /** An answer about one of the incidents. Answers whether it is known. */
    boolean take(PatrolResponse response, Instant now, Effects effects) {
        IncidentCase incident = book.surviving(response.getIncidentId());
        if (incident == null) {
            return false;
        }
        if (incident.hears(response.getResponseId())) {
            incident.touched = true;
            if (response.getKind() == ResponseKind.CLOSED) {
                close(incident, response, now, effects);
            } else if (incident.isActive()) {
                answer(incident, response, now, effects);
            }
            settle(incident, now, effects);
            settle(now, effects);
        }
        return true;
    }

    private void answer(IncidentCase incident, PatrolResponse response, Instant now, Effects effects) {
        incident.note(
                now,
                TimelineKind.ANSWERED,
                response.getTeamId() == null ? response.getBy() : response.getTeamId(),
                response.getKind());
        IncidentState state =
                switch (response.getKind()) {
                    case ACKNOWLEDGED ->
                        incident.state == IncidentState.RESPONDING
                                ? IncidentState.RESPONDING
                                : IncidentState.ACKNOWLEDGED;
                    case ON_THE_WAY, ARRIVED -> IncidentState.RESPONDING;
                    case NOT_US, CLOSED -> incident.state;
                };
        if (response.getKind() != ResponseKind.NOT_US) {
            incident.state = state;
            incident.answer = response.getKind();
            incident.answeredBy = response.getTeamId() == null ? response.getBy() : response.getTeamId();
            incident.answeredAt = now;
        }
        paging.answer(incident, response, now, effects);
    }

    /** Ended by itself or resolved before, it still takes the outcome, for the sake of whoever learns from it. */
    private void close(IncidentCase incident, PatrolResponse response, Instant now, Effects effects) {
        IncidentState state = closedAs(response.getOutcome());
        boolean wasOpen = incident.isActive();
        boolean canBeClosed = wasOpen
                || incident.state == IncidentState.ENDED
                || incident.state == IncidentState.RESOLVED
                || incident.state == IncidentState.FALSE_ALARM;
        if (!canBeClosed) {
            return;
        }
        incident.outcome = response.getOutcome();
        incident.answer = ResponseKind.CLOSED;
        incident.answeredBy = response.getTeamId() == null ? response.getBy() : response.getTeamId();
        incident.answeredAt = now;
        List<String> evidence = List.copyOf(incident.evidence);
        if (wasOpen) {
            String outcome =
                    response.getOutcome() == null ? null : response.getOutcome().name();
            life.finish(incident, state, outcome, now, effects);
            paging.end(incident, AlertMessage.ALL_CLEAR, now, effects);
        } else {
            incident.state = state;
            incident.note(now, TimelineKind.CLOSED, null, ResponseKind.CLOSED);
        }
        Explanation explanation = explanation(response.getOutcome());
        if (explanation != null) {
            evidence.forEach(key -> explain(key, explanation, effects));
        }
    }

    private static IncidentState closedAs(@Nullable Outcome outcome) {
        if (outcome == null) {
            return IncidentState.RESOLVED;
        }
        return switch (outcome) {
            case POACHING_CONFIRMED, SIGN_WITHOUT_PERSON, NOT_REACHED -> IncidentState.RESOLVED;
            case PERMITTED_PERSON, OUR_STAFF, ANIMAL, DETECTOR_ERROR -> IncidentState.FALSE_ALARM;
        };
    }

    private static @Nullable Explanation explanation(@Nullable Outcome outcome) {
        if (outcome == null) {
            return null;
        }
        return switch (outcome) {
            case POACHING_CONFIRMED, SIGN_WITHOUT_PERSON, NOT_REACHED -> null;
            case PERMITTED_PERSON -> Explanation.PERMIT;
            case OUR_STAFF -> Explanation.STAFF;
            case ANIMAL -> Explanation.ANIMAL;
            case DETECTOR_ERROR -> Explanation.DETECTOR;
        };
    }

    /** What was found to be nothing is no part of the next incident either. */
    private void explain(String eventKey, Explanation explanation, Effects effects) {
        KeptEvent event = history.get(eventKey);
        if (event != null && event.event().kind() != null && event.event().explained() == null) {
            history.put(event.concludedAs(explanation), effects);
        }
    }

    @Nullable
    Instant nextDue() {
        return book.nextDue();
    }

    /** Does what is due by now. */
    void due(Instant now, int most, Effects effects) {
        for (IncidentCase incident : book.due(now, most)) {
            if (incident.isActive()) {
                paging.due(incident, now, effects);
                if (!now.isBefore(Publishing.quietEnd(incident, paging.rules(incident)))) {
                    life.finish(incident, IncidentState.ENDED, null, now, effects);
                    paging.end(incident, AlertMessage.ALL_CLEAR, now, effects);
                }
            } else if (!now.isBefore(Publishing.forgottenAt(incident))) {
                book.remove(incident);
                effects.entries().put(incident.id, null);
                continue;
            }
            settle(incident, now, effects);
            book.postpone(incident, now);
        }
    }

    private void settle(Instant now, Effects effects) {
        correlation.takeTouched().forEach(incident -> settle(incident, now, effects));
    }

    private void settle(IncidentCase incident, Instant now, Effects effects) {
        publishing.settle(incident, paging.rules(incident), now, effects);
    }

    private void forget(Instant now, Effects effects) {
        Duration reopenWithin = circumstances.rules().inForceAt(now).settings().reopenWithin();
        history.forget(
                now,
                engine().keep(now),
                event -> {
                    IncidentCase incident = event.membership() == null
                            ? null
                            : book.get(event.membership().incidentId());
                    return incident != null
                            && (incident.isActive()
                                    || Urgency.isUrgent(event.event())
                                    || Correlation.isReopenable(incident, now, reopenWithin));
                },
                FORGOTTEN_AT_ONCE,
                effects);
    }

    /** For those who look at the state, such as tests. */
    Purpose purpose() {
        return purpose;
    }
}
