package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.HistoryEntry;
import org.amurwatch.avro.IncidentEntry;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.PlaceTraffic;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.routing.Ending;
import org.amurwatch.streams.routing.Explanations;
import org.amurwatch.streams.rule.MaxAge;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.RuleEngine;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.RuleEvents;
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
    private final TeamPositions positions;
    private final Explaining explaining;
    private final Reviews reviews;
    private final IncidentLife life;
    private final Paging paging;
    private final Answers answers;
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
        Explanations explanations = new Explanations();
        this.positions = new TeamPositions(explanations);
        this.explaining = new Explaining(history, book, explanations, circumstances);
        this.paging = new Paging(sectorId, history, positions, circumstances, silentBefore);
        this.reviews = new Reviews(sectorId, paging);
        this.life = new IncidentLife(sectorId, purpose, history, book, reviews);
        this.correlation = new Correlation(history, book, life, paging, circumstances);
        this.answers = new Answers(history, life, paging);
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
            Explanation explained = kept.event().explained();
            Loss loss = explained != null ? Loss.explained(explained) : Loss.CORRECTED;
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
            concluded = explaining.of(event);
        }
        return new KeptEvent(
                event.explainedAs(stated != null ? stated : concluded),
                stated,
                concluded,
                Reviews.isToBeReviewed(event) ? media : List.of(),
                usualPeoplePerWeek,
                before == null ? null : before.membership());
    }

    /** A later statement about an event is judged as of when the event was first received, else every edit would age it. */
    private static RuleEvent firstReceived(RuleEvent event, RuleEvent before) {
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
                event.fresh() || (before.fresh() && isFresh(event, before.receivedAt())),
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

    /** Whether what is observed then may still page at a moment. */
    private static boolean isFresh(RuleEvent event, Instant at) {
        Duration age = Duration.between(event.observedAt(), at);
        Optional<Duration> maxAge = event.kind() != null
                ? MaxAge.of(event.kind())
                : event.species() != null ? Optional.of(MaxAge.OF_SIGHTINGS) : Optional.empty();
        return maxAge.map(most -> age.compareTo(most) <= 0).orElse(true);
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

    /** What was concluded, and stands as a signal, holds no longer. */
    void end(Signal ended, Instant now, Effects effects) {
        KeptEvent open = history.get(RuleEvents.key(ended));
        if (open != null && open.event().signal() != null) {
            remove(open.key(), Loss.ended(open.event().signal(), ended), now, effects);
        }
    }

    /** A team of ours is, or was, somewhere: that may explain what was seen there. */
    void take(PatrolPosition position, Instant now, Effects effects) {
        if (!positions.take(position, now, effects)) {
            return;
        }
        Map<KeptEvent, Explanation> explained = new LinkedHashMap<>();
        explaining.explainedBy(position, now).forEach(event -> explained.put(event, Explanation.PATROL));
        explain(explained, now, effects);
        settle(now, effects);
    }

    private void explain(Map<KeptEvent, Explanation> events, Instant now, Effects effects) {
        Map<KeptEvent, Loss> explained = new LinkedHashMap<>();
        events.forEach((before, explanation) -> {
            conclude(before, explanation, now, effects);
            explained.put(before, Loss.explained(explanation));
        });
        if (!explained.isEmpty()) {
            correlation.changed(explained, null, false, engine(), now, effects);
        }
    }

    private KeptEvent conclude(KeptEvent before, @Nullable Explanation explanation, Instant now, Effects effects) {
        KeptEvent after = before.concludedAs(explanation);
        history.put(after, effects);
        reviews.judged(before, after, now, effects);
        return after;
    }

    /** Looks again at what permits explain: one may come, change or go after the event. */
    void reconsiderPermits(Instant now, Effects effects) {
        Map<KeptEvent, Explanation> explained = new LinkedHashMap<>();
        List<KeptEvent> open = new ArrayList<>();
        for (Explaining.Other other : explaining.byPermits()) {
            if (other.now() != null) {
                explained.put(other.before(), other.now());
            } else {
                open.add(other.before());
            }
        }
        explain(explained, now, effects);
        for (KeptEvent before : open) {
            KeptEvent after = conclude(before, null, now, effects);
            boolean fresh = after.event().fresh() && isFresh(after.event(), now);
            correlation.arrived(after, fresh, engine(), now, effects);
        }
        settle(now, effects);
    }

    /** An answer about one of the incidents. Answers whether it is known. */
    boolean take(PatrolResponse response, Instant now, Effects effects) {
        IncidentCase incident = book.surviving(response.getIncidentId());
        if (incident == null) {
            return false;
        }
        answers.take(incident, response, now, effects);
        settle(incident, now, effects);
        settle(now, effects);
        return true;
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
                    paging.end(incident, Ending.quiet(Publishing.quiet(incident, now)), now, effects);
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
        book.takeTouched().forEach(incident -> settle(incident, now, effects));
    }

    private void settle(IncidentCase incident, Instant now, Effects effects) {
        paging.foresee(incident, now);
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
                                    || Joining.isReopenable(incident, now, reopenWithin));
                },
                FORGOTTEN_AT_ONCE,
                effects);
    }

    /** For those who look at the state, such as tests. */
    Purpose purpose() {
        return purpose;
    }
}
