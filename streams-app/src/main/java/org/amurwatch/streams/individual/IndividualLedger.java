package org.amurwatch.streams.individual;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.SightingReference;
import org.amurwatch.avro.Signal;
import org.amurwatch.streams.place.Places;
import org.jspecify.annotations.Nullable;

/**
 * What each change leads to. Rows are kept under the name that a source gave, and folded by the register as it stands: a
 * correction of the register, as of a sighting, corrects the past.
 *
 * <p>Absence alone is judged later: once no input has come for {@link #SETTLED}, since a card's effort may come before its
 * sightings.
 */
final class IndividualLedger {

    /** Absences are judged when no sighting and no deployment has come for so long. */
    static final Duration SETTLED = Duration.ofHours(1);

    /** Or, where something always comes, so long after the first. */
    static final Duration AT_LATEST = Duration.ofDays(1);

    private static final int MOST_PER_TURN = 50;

    private final StoredIndividuals state;
    private final Supplier<Places> places;
    private final Supplier<IndividualRules> rules;
    private final Queue<String> reconsidered = new ArrayDeque<>();
    private final Queue<String> judged = new ArrayDeque<>();
    private StoredIndividuals.@Nullable Settling judging;

    /** @param rules those in force at the latest time that is known */
    IndividualLedger(StoredIndividuals state, Supplier<Places> places, Supplier<IndividualRules> rules) {
        this.state = state;
        this.places = places;
        this.rules = rules;
    }

    /** Takes a change of {@link IndividualInput}. */
    IndividualEffects on(ObservationChange change, Instant at) {
        String eventKey = change.getEventKey();
        LocatedEvent before = change.getBefore();
        LocatedEvent now = change.getNow();
        // What can't be read fails here, before anything has changed.
        IndividualSighting seenBefore = sighting(eventKey, before);
        IndividualSighting seenNow = sighting(eventKey, now);
        Set<String> concerned = new LinkedHashSet<>();
        if (before != null && before.getDeployment() != null) {
            state.removeDeployment(eventKey, before);
        }
        if (now != null && now.getDeployment() != null) {
            state.putDeployment(eventKey, now);
        }
        if (seenBefore != null) {
            concerned.add(state.register().individualOf(seenBefore.identity()));
            state.removeSighting(seenBefore);
        }
        if (seenNow != null) {
            concerned.add(state.register().individualOf(seenNow.identity()));
            state.putSighting(seenNow);
        }
        settle(at);
        return recomputed(concerned, at);
    }

    private static @Nullable IndividualSighting sighting(String eventKey, @Nullable LocatedEvent event) {
        if (event == null || event.getSighting() == null) {
            return null;
        }
        String name = event.getSighting().getIdentification().getIndividualId();
        Identity identity = new Identity(event.getSighting().getProvenance().getSourceId(), String.valueOf(name));
        IndividualSighting seen = new IndividualSighting(identity, eventKey, event);
        seen.zone();
        return seen;
    }

    private void settle(Instant at) {
        StoredIndividuals.Settling settling = state.settling().orElse(new StoredIndividuals.Settling(at, at));
        state.putSettling(
                new StoredIndividuals.Settling(settling.first(), at.isAfter(settling.last()) ? at : settling.last()));
    }

    /** Takes a new or corrected entry of the register, and moves what counts for another animal by it. */
    IndividualEffects onRegister(String id, @Nullable Individual entry, Instant at) {
        RegisterIndex before = state.register();
        RegisterIndex now = state.registerWith(id, entry);
        Set<String> concerned = new TreeSet<>(before.differing(now));
        Map<String, String> moved = new TreeMap<>();
        state.resolved().forEach((identity, individualId) -> {
            String by = now.individualOf(Identity.of(identity));
            if (!by.equals(individualId)) {
                moved.put(identity, by);
                concerned.add(individualId);
                concerned.add(by);
            }
        });
        state.putRegister(id, entry, now);
        moved.forEach(state::count);
        if (!moved.isEmpty()) {
            settle(at);
        }
        return recomputed(concerned, at);
    }

    /** Looks at all animals again: the map or the rules are different. */
    void reconsiderAll() {
        reconsidered.clear();
        reconsidered.addAll(state.seen());
    }

    /** What is due at a decision time; to be called again soon, for it does a part at a time. */
    IndividualEffects due(Instant now) {
        IndividualEffects effects = IndividualEffects.none();
        for (int i = 0; i < MOST_PER_TURN && !reconsidered.isEmpty(); i++) {
            effects.add(recomputed(reconsidered.remove(), now, false));
        }
        if (judging == null) {
            state.settling().filter(settling -> isDue(settling, now)).ifPresent(settling -> {
                judging = settling;
                judged.addAll(state.seen());
            });
        }
        for (int i = 0; i < MOST_PER_TURN && !judged.isEmpty(); i++) {
            effects.add(recomputed(judged.remove(), now, true));
        }
        if (judging != null && judged.isEmpty()) {
            endJudging(judging);
        }
        return effects;
    }

    private static boolean isDue(StoredIndividuals.Settling settling, Instant now) {
        return !now.isBefore(settling.last().plus(SETTLED))
                || !now.isBefore(settling.first().plus(AT_LATEST));
    }

    /** The row goes last, so that a crash on the way only begins again; what came meanwhile is judged next time. */
    private void endJudging(StoredIndividuals.Settling done) {
        Instant last = state.settling().orElse(done).last();
        state.putSettling(last.equals(done.last()) ? null : new StoredIndividuals.Settling(last, last));
        judging = null;
    }

    private IndividualEffects recomputed(Set<String> individualIds, Instant at) {
        IndividualEffects effects = IndividualEffects.none();
        individualIds.forEach(id -> effects.add(recomputed(id, at, false)));
        return effects;
    }

    private IndividualEffects recomputed(String id, Instant at, boolean judgeAbsence) {
        IndividualRules inForce = rules.get();
        Individual entry = state.register().entry(id);
        List<IndividualSighting> seen = state.sightings(id);
        IndividualStatus published = state.status(id);
        SortedMap<String, Signal> open = state.openSignals(id);
        IndividualSignals signals = new IndividualSignals(id, inForce, at);
        IndividualStatus status = null;
        if (!state.register().isMerged(id) && (entry != null || !seen.isEmpty())) {
            List<Pair> pairs = Pair.of(seen);
            signals.movements(pairs);
            signals.crossings(pairs, places.get(), open);
            IndividualAccount account = new IndividualAccount(id, state.register(), seen, inForce, places.get());
            Rhythm rhythm = account.rhythm(state.effort());
            status = account.status(rhythm, at);
            absence(account, rhythm, status, published, signals, open, judgeAbsence);
        }
        return publish(id, status, published, signals.wanted(), open, at);
    }

    private static void absence(
            IndividualAccount account,
            Rhythm rhythm,
            IndividualStatus status,
            @Nullable IndividualStatus published,
            IndividualSignals signals,
            SortedMap<String, Signal> open,
            boolean judge) {
        IndividualSighting last = account.last();
        if (last == null || !account.isMissed()) {
            return;
        }
        if (judge) {
            rhythm.overdue().ifPresent(overdue -> {
                Instant since = LocalDate.ofEpochDay(overdue.sinceNight())
                        .plusDays(1)
                        .atStartOfDay(last.zone())
                        .toInstant();
                status.setOverdueSince(since);
                signals.absence(last, rhythm, overdue, since, open);
            });
        } else if (published != null && isSame(published.getLast(), last)) {
            status.setOverdueSince(published.getOverdueSince());
            signals.absenceAsBefore(last, open);
        }
    }

    private static boolean isSame(@Nullable SightingReference published, IndividualSighting last) {
        return published != null && published.getEventKey().equals(last.eventKey());
    }

    private IndividualEffects publish(
            String id,
            @Nullable IndividualStatus status,
            @Nullable IndividualStatus published,
            SortedMap<String, Signal> wanted,
            SortedMap<String, Signal> open,
            Instant at) {
        IndividualEffects effects = IndividualEffects.none();
        if (status != null && published != null) {
            IndividualStatus sameTime = IndividualStatus.newBuilder(status)
                    .setChangedAt(published.getChangedAt())
                    .build();
            if (!sameTime.equals(published)) {
                effects.statuses().put(id, Optional.of(status));
            }
        } else if (status != null || published != null) {
            effects.statuses().put(id, Optional.ofNullable(status));
        }
        effects.statuses().forEach((individualId, now) -> state.putStatus(individualId, now.orElse(null)));
        List<Signal> changed = new ArrayList<>();
        open.forEach((signalId, signal) -> {
            if (!wanted.containsKey(signalId)) {
                changed.add(Signal.newBuilder(signal)
                        .setEnded(true)
                        .setDetectedAt(at)
                        .build());
            }
        });
        wanted.forEach((signalId, signal) -> {
            if (isNews(signal, open.get(signalId))) {
                changed.add(signal);
            }
        });
        changed.forEach(state::putSignal);
        effects.signals().addAll(changed);
        return effects;
    }

    /** Whether a signal says something else than the one that stands, beside when it was found and by which version. */
    private static boolean isNews(Signal signal, @Nullable Signal standing) {
        return standing == null
                || !Signal.newBuilder(signal)
                        .setDetectedAt(standing.getDetectedAt())
                        .setRuleVersion(standing.getRuleVersion())
                        .build()
                        .equals(standing);
    }
}
