package org.amurwatch.streams.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.event.Purposes;
import org.amurwatch.event.StableId;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.RuleEvents;
import org.amurwatch.streams.rule.Surroundings;
import org.jspecify.annotations.Nullable;

/** What each observation, and the time that passes without any, says of stations. */
final class WatchLedger {

    private static final int MOST_PER_TURN = 500;
    private static final int MOST_EVENTS = 20;

    /** While no rule asks for silences, they are looked at again after so long. */
    private static final Duration LATER = Duration.ofHours(1);

    private final StoredWatch state;
    private final Purpose purpose;
    private final Surroundings surroundings;
    private final Function<Instant, WatchRules> rules;

    /** @param rules those in force at a record timestamp */
    WatchLedger(StoredWatch state, Purpose purpose, Supplier<Places> places, Function<Instant, WatchRules> rules) {
        this.state = state;
        this.purpose = purpose;
        this.surroundings = new MapAlone(places);
        this.rules = rules;
    }

    /** Baselines ask for the map, and learn the usual traffic themselves. */
    private record MapAlone(Supplier<Places> map) implements Surroundings {

        @Override
        public Places places() {
            return map.get();
        }

        @Override
        public double usualPeoplePerWeek(RuleEvent event) {
            return Double.NaN;
        }

        @Override
        public String country(RuleEvent event) {
            return "";
        }
    }

    /** @return signals to be sent, in order */
    List<Signal> on(String territoryId, ObservationChange change, Instant at) {
        List<Signal> signals = new ArrayList<>();
        WatchRules inForce = rules.apply(at);
        String eventKey = change.getEventKey();
        LocatedEvent before = change.getBefore();
        LocatedEvent now = change.getNow();
        Hearing heardBefore = Hearing.of(eventKey, before, purpose);
        Hearing heard = Hearing.of(eventKey, now, purpose);
        deployed(territoryId, eventKey, before, now, at, inForce, signals);
        if (heard != null) {
            heard(territoryId, heard, at, inForce, signals);
        }
        people(territoryId, change, heardBefore, heard, inForce.baseline(), at, signals);
        return signals;
    }

    private void heard(String territoryId, Hearing heard, Instant at, WatchRules inForce, List<Signal> signals) {
        StationRow before = state.station(territoryId, heard.stationId());
        for (Signal open : state.openSignals(territoryId, heard.stationId()).values()) {
            if (open.getKind() == SignalKind.ABSENCE && heard.observedAt().isAfter(open.getObservedAt())) {
                signals.add(endedBy(heard, territoryId, open, at));
            }
        }
        schedule(before, before.heard(heard), inForce.silence());
    }

    private void deployed(
            String territoryId,
            String eventKey,
            @Nullable LocatedEvent before,
            @Nullable LocatedEvent now,
            Instant at,
            WatchRules inForce,
            List<Signal> signals) {
        Deployment gone = before == null ? null : before.getDeployment();
        Deployment there = now == null ? null : now.getDeployment();
        if (there != null && (there.getWithdrawn() || !Purposes.counts(there.getPurpose(), purpose))) {
            there = null;
        }
        if (gone != null && (there == null || !gone.getStationId().equals(there.getStationId()))) {
            deployed(territoryId, gone.getStationId(), eventKey, null, at, inForce, signals);
        }
        if (there != null) {
            StationRow.Period period = new StationRow.Period(there.getStart(), there.getEnd());
            deployed(territoryId, there.getStationId(), eventKey, period, at, inForce, signals);
        }
    }

    private void deployed(
            String territoryId,
            String stationId,
            String eventKey,
            StationRow.@Nullable Period period,
            Instant at,
            WatchRules inForce,
            List<Signal> signals) {
        StationRow before = state.station(territoryId, stationId);
        StationRow now = before.deployed(eventKey, period);
        if (StationSilence.isExplained(now, at)) {
            for (Signal open : state.openSignals(territoryId, stationId).values()) {
                if (open.getKind() == SignalKind.ABSENCE) {
                    signals.add(ended(territoryId, open, at));
                }
            }
        }
        schedule(before, now, inForce.silence());
    }

    /** Keeps a row. It stays due when it was unless it is due earlier: looked at too early, it is due again. */
    private void schedule(StationRow before, StationRow now, WatchRules.Silence silence) {
        Instant dueAt = hasOpenAbsence(now) ? null : StationSilence.dueAt(now, silence);
        if (dueAt != null && (now.dueAt() == 0 || dueAt.toEpochMilli() < now.dueAt())) {
            state.put(before, now.dueAt(dueAt.toEpochMilli()));
        } else {
            state.put(before, now);
        }
    }

    private boolean hasOpenAbsence(StationRow row) {
        return state.openSignals(row.territoryId(), row.stationId()).values().stream()
                .anyMatch(signal -> signal.getKind() == SignalKind.ABSENCE);
    }

    /** What is due at a decision time; to be called again soon, for it does a part at a time. */
    List<Signal> due(Instant now) {
        List<Signal> signals = new ArrayList<>();
        WatchRules.Silence silence = rules.apply(now).silence();
        for (StoredWatch.Due due : state.due(now.toEpochMilli(), MOST_PER_TURN)) {
            StationRow row = state.station(due.territoryId(), due.stationId());
            Instant dueAt = StationSilence.dueAt(row, silence);
            if (dueAt == null || hasOpenAbsence(row) || (!dueAt.isAfter(now) && StationSilence.isExplained(row, now))) {
                state.put(row, row.dueAt(0));
            } else if (dueAt.isAfter(now)) {
                state.put(row, row.dueAt(dueAt.toEpochMilli()));
            } else if (silence.asked() == null) {
                state.put(row, row.dueAt(now.plus(LATER).toEpochMilli()));
            } else {
                state.put(row, row.dueAt(0));
                signals.add(silent(row, dueAt, silence.asked(), now));
            }
        }
        return signals;
    }

    private Signal silent(StationRow row, Instant dueAt, WatchRules.Asked asked, Instant now) {
        Hearing last = Objects.requireNonNull(row.last(), "A station that is due was heard of.");
        Signal signal =
                signal(SignalKind.ABSENCE, asked, last, last.observedAt().toString(), now);
        signal.setObservedAt(last.observedAt());
        signal.setFound(hours(Duration.between(last.observedAt(), now)));
        signal.setExpected(hours(Duration.between(last.observedAt(), dueAt)));
        signal.setEventKeys(List.of(last.eventKey()));
        state.put(row.territoryId(), signal);
        return signal;
    }

    private static double hours(Duration duration) {
        return duration.toMillis() / 3_600_000.0;
    }

    private void people(
            String territoryId,
            ObservationChange change,
            @Nullable Hearing before,
            @Nullable Hearing now,
            WatchRules.Baseline baseline,
            Instant at,
            List<Signal> signals) {
        StoredWatch.Person was = before == null ? null : person(territoryId, before);
        boolean kept = was != null && state.isKept(was);
        StoredWatch.Person is = null;
        RuleEvent event = now == null
                ? null
                : RuleEvents.now(SectorEvent.newBuilder().setObservation(change).build())
                        .orElse(null);
        // A card's people are not counted: they were in no live night when it was judged. A correction stays what it
        // was.
        if (now != null
                && event != null
                && (now.live() || kept)
                && baseline.of().takes(event.explainedAs(null), surroundings)) {
            is = person(territoryId, now);
        }
        if (kept && was != null && !was.equals(is)) {
            state.remove(was);
        }
        if (is != null && event != null) {
            state.put(is, baseline.of().takes(event, surroundings));
        }
        Set<StoredWatch.Person> concerned = new LinkedHashSet<>();
        if (kept && was != null) {
            concerned.add(was);
        }
        if (is != null
                && (was == null || is.night() != was.night() || !is.stationId().equals(was.stationId()) || !kept)) {
            concerned.add(is);
        }
        concerned.forEach(one -> judge(one, baseline, at, signals));
    }

    private static StoredWatch.Person person(String territoryId, Hearing hearing) {
        return new StoredWatch.Person(
                territoryId,
                hearing.stationId(),
                hearing.night(),
                hearing.observedAt().toEpochMilli(),
                hearing.eventKey());
    }

    /** Judges a night of a station anew. Nights that are past are only taken back. */
    private void judge(StoredWatch.Person of, WatchRules.Baseline baseline, Instant at, List<Signal> signals) {
        StationRow row = state.station(of.territoryId(), of.stationId());
        Hearing last = row.last();
        if (last == null) {
            return;
        }
        WatchRules.Asked asked = baseline.asked();
        String begin = Integer.toString(of.night());
        Signal open = asked == null
                ? null
                : state.openSignal(
                        of.territoryId(), of.stationId(), signalId(SignalKind.BASELINE, asked, of.stationId(), begin));
        List<StoredWatch.Person> people = state.people(of.territoryId(), of.stationId(), of.night());
        int found = state.counts(of.territoryId(), of.stationId(), of.night()).getOrDefault(of.night(), 0);
        UsualCount usual = usual(row, of.night(), baseline);
        boolean tooMany = usual != null && usual.chanceOf(found) < baseline.chance();
        if (open != null && (!tooMany || people.isEmpty())) {
            signals.add(ended(of.territoryId(), open, at));
        } else if (asked != null && usual != null && tooMany && (open != null || of.night() >= last.night() - 1)) {
            Signal signal = signal(SignalKind.BASELINE, asked, last, begin, at);
            signal.setObservedAt(Instant.ofEpochMilli(people.get(0).observedAt()));
            signal.setFound((double) found);
            signal.setExpected(usual.mean());
            signal.setProbability(usual.chanceOf(found));
            List<String> keys = new ArrayList<>();
            people.forEach(person -> keys.add(person.eventKey()));
            Collections.reverse(keys);
            signal.setEventKeys(List.copyOf(keys.subList(0, Math.min(MOST_EVENTS, keys.size()))));
            state.put(of.territoryId(), signal);
            signals.add(signal);
        }
    }

    /** What its history lets expect of a night; null while the station does not send at once, or too little is known. */
    private @Nullable UsualCount usual(StationRow row, int night, WatchRules.Baseline baseline) {
        if (!StationSilence.isLive(row)) {
            return null;
        }
        NightCounts own = history(row, night);
        if (own.nights() < baseline.leastNights()) {
            return null;
        }
        List<NightCounts> others = new ArrayList<>();
        for (StationRow other : state.stations(row.territoryId())) {
            if (!other.stationId().equals(row.stationId()) && StationSilence.isLive(other)) {
                NightCounts counts = history(other, night);
                if (counts.nights() >= baseline.leastNights()) {
                    others.add(counts);
                }
            }
        }
        return UsualCount.of(own, others);
    }

    private NightCounts history(StationRow row, int night) {
        Map<Integer, Integer> counts = state.counts(row.territoryId(), row.stationId(), night);
        long mostApart = StationSilence.limit(row, WatchRules.Silence.standard(null))
                .map(limit -> (limit.toHours() + 23) / 24)
                .orElse(1L);
        return Season.before(night, row.nights().marked(), mostApart, counts);
    }

    /** What ends it stands first among its events: so whoever reads it knows that it is not that the station was taken down. */
    private Signal endedBy(Hearing heard, String territoryId, Signal open, Instant at) {
        List<String> keys = new ArrayList<>(List.of(heard.eventKey()));
        keys.addAll(open.getEventKeys());
        return ended(territoryId, Signal.newBuilder(open).setEventKeys(keys).build(), at);
    }

    private Signal ended(String territoryId, Signal open, Instant at) {
        Signal signal = Signal.newBuilder(open).setEnded(true).setDetectedAt(at).build();
        state.put(territoryId, signal);
        return signal;
    }

    private static String signalId(SignalKind kind, WatchRules.Asked asked, String stationId, String begin) {
        return StableId.of(kind.name(), stationId, asked.rule(), begin);
    }

    private static Signal signal(
            SignalKind kind, WatchRules.Asked asked, Hearing at, String begin, Instant detectedAt) {
        return Signal.newBuilder()
                .setSignalId(signalId(kind, asked, at.stationId(), begin))
                .setKind(kind)
                .setRule(asked.rule())
                .setRuleVersion(asked.version())
                .setSubjectKind(SignalSubject.STATION)
                .setSubject(at.stationId())
                .setPurpose(at.purpose())
                .setPlacement(at.placement())
                .setPosition(Position.newBuilder()
                        .setLatitude(at.latitude())
                        .setLongitude(at.longitude())
                        .build())
                .setObservedAt(at.observedAt())
                .setDetectedAt(detectedAt)
                .build();
    }
}
