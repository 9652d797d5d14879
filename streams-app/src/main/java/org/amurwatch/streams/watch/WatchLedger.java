package org.amurwatch.streams.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Signal;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.Surroundings;

/** What each observation, and the time that passes without any, says of stations. */
final class WatchLedger {

    private final Purpose purpose;
    private final SilentStations silent;
    private final UnusualNights unusual;
    private final Function<Instant, WatchRules> rules;

    /** @param rules those in force at a record timestamp */
    WatchLedger(StoredWatch state, Purpose purpose, Supplier<Places> places, Function<Instant, WatchRules> rules) {
        this.purpose = purpose;
        this.silent = new SilentStations(state, purpose);
        this.unusual = new UnusualNights(state, new MapAlone(places));
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
        silent.deployed(territoryId, eventKey, before, now, at, inForce.silence(), signals);
        if (heard != null) {
            silent.heard(territoryId, heard, at, inForce.silence(), signals);
        }
        unusual.changed(territoryId, change, heardBefore, heard, inForce.baseline(), at, signals);
        return signals;
    }

    /**
     * What is due at a decision time; to be called again soon, for it does a part at a time.
     *
     * @param latest the latest time that is known: the rules in force then judge
     */
    List<Signal> due(Instant now, Instant latest) {
        return silent.due(rules.apply(latest).silence(), now);
    }
}
