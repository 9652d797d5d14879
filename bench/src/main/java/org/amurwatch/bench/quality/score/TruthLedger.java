package org.amurwatch.bench.quality.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.amurwatch.bench.quality.sign.Signs;
import org.amurwatch.producer.simulation.Behaviour;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;
import org.jspecify.annotations.Nullable;

/**
 * The ground truth of a run as far as scores need it: the incursions, the events that each caused, and when its fresh signs
 * arrived. One ledger serves all scorers of a run. Give it each event before the policies get it.
 */
public final class TruthLedger implements SimulationSink {

    /** One incursion and its fresh signs, in the order in which they were received. */
    static final class Signed {
        private final Behaviour behaviour;
        private int signs;
        private final List<Instant> freshSigns = new ArrayList<>(2);
        private int freshSignCount;

        Signed(Behaviour behaviour) {
            this.behaviour = behaviour;
        }

        Behaviour behaviour() {
            return behaviour;
        }

        boolean hasSign() {
            return signs > 0;
        }

        boolean hasFreshSign() {
            return freshSignCount > 0;
        }

        boolean hasTwoFreshSigns() {
            return freshSignCount > 1;
        }

        /** When the second fresh sign was received; only if there are two. */
        Instant secondSignAt() {
            return freshSigns.get(1);
        }
    }

    private final Map<String, Signed> incursions = new LinkedHashMap<>();
    private final Map<String, Evidence> evidence = new HashMap<>();
    private long events;

    @Override
    public void incursion(Incursion incursion) {
        Signed known = incursions.put(incursion.id(), new Signed(incursion.behaviour()));
        if (known != null) {
            throw new IllegalArgumentException(
                    "Incursion " + incursion.id() + " came twice: each has one id of its own.");
        }
    }

    @Override
    public void event(SimulatedEvent event, Cause cause) {
        events++;
        String incursionId = cause.incursionId();
        if (incursionId == null) {
            return;
        }
        Signed signed = incursions.get(incursionId);
        if (signed == null) {
            throw new IllegalArgumentException("Event " + event.id() + " is of incursion " + incursionId
                    + ", which did not come before it: the ground truth is not whole.");
        }
        evidence.put(event.id(), new Evidence(incursionId, event.receivedAt()));
        if (Signs.isSign(event)) {
            signed.signs++;
        }
        if (Signs.isFreshSign(event)) {
            signed.freshSignCount++;
            if (signed.freshSigns.size() < 2) {
                signed.freshSigns.add(event.receivedAt());
            }
        }
    }

    /** What the event with this id proves; null if no incursion caused it, or if it has not been received yet. */
    @Nullable
    Evidence evidence(String eventId) {
        return evidence.get(eventId);
    }

    Map<String, Signed> incursions() {
        return incursions;
    }

    /** What bounds any policy in this run. */
    public Bounds bounds() {
        return new Bounds(
                events,
                incursions.size(),
                count(Signed::hasSign),
                count(Signed::hasFreshSign),
                count(Signed::hasTwoFreshSigns));
    }

    private int count(Predicate<Signed> which) {
        return (int) incursions.values().stream().filter(which).count();
    }
}
