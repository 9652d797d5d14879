package org.amurwatch.streams.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.RuleEvents;
import org.amurwatch.streams.rule.Surroundings;
import org.jspecify.annotations.Nullable;

/** Finds nights in which more was seen at a station than its history lets expect ({@link UsualCount}). */
final class UnusualNights {

    private static final int MOST_EVENTS = 20;

    private final StoredWatch state;
    private final Surroundings surroundings;

    UnusualNights(StoredWatch state, Surroundings surroundings) {
        this.state = state;
        this.surroundings = surroundings;
    }

    /** An event is another than before. */
    void changed(
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
                        of.territoryId(),
                        of.stationId(),
                        WatchSignals.id(SignalKind.BASELINE, asked, of.stationId(), begin));
        List<StoredWatch.Person> people = state.people(of.territoryId(), of.stationId(), of.night());
        int found = state.counts(of.territoryId(), of.stationId(), of.night()).getOrDefault(of.night(), 0);
        UsualCount usual = usual(row, of.night(), baseline);
        boolean tooMany = usual != null && usual.chanceOf(found) < baseline.chance();
        if (open != null && (!tooMany || people.isEmpty())) {
            signals.add(end(of.territoryId(), open, at));
        } else if (asked != null && usual != null && tooMany && (open != null || of.night() >= last.night() - 1)) {
            Signal signal = WatchSignals.of(SignalKind.BASELINE, asked, last, begin, at);
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

    private Signal end(String territoryId, Signal open, Instant at) {
        Signal ended = WatchSignals.ended(open, at);
        state.put(territoryId, ended);
        return ended;
    }
}
