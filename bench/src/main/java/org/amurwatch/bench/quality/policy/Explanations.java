package org.amurwatch.bench.quality.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.FieldMap.Visit;
import org.amurwatch.producer.simulation.SimulatedEvent;

/** Whether people of ours explain an event: a patrol that was near, or the camera crew on its visit. */
final class Explanations {

    private static final Duration NEAR = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofHours(3);
    private static final double NEAR_METRES = 1_000;

    private final Map<String, TreeSet<Instant>> visits = new HashMap<>();
    private final Deque<SimulatedEvent> positions = new ArrayDeque<>();

    Explanations(List<Visit> visits) {
        for (Visit visit : visits) {
            this.visits
                    .computeIfAbsent(visit.stationId(), station -> new TreeSet<>())
                    .add(visit.at());
        }
    }

    void receive(SimulatedEvent event) {
        while (!positions.isEmpty() && older(positions.getFirst(), event)) {
            positions.removeFirst();
        }
        if (event.kind() == EventKind.PATROL_POSITION) {
            positions.addLast(event);
        }
    }

    boolean patrolNear(SimulatedEvent event, Instant at) {
        for (SimulatedEvent position : positions) {
            if (Duration.between(position.observedAt(), at).abs().compareTo(NEAR) <= 0
                    && Ground.metres(event.latitude(), event.longitude(), position.latitude(), position.longitude())
                            <= NEAR_METRES) {
                return true;
            }
        }
        return false;
    }

    boolean crewNear(SimulatedEvent event, Instant at) {
        String station = event.stationId();
        TreeSet<Instant> times = station == null ? null : visits.get(station);
        return times != null
                && !times.subSet(at.minus(NEAR), true, at.plus(NEAR), true).isEmpty();
    }

    private static boolean older(SimulatedEvent position, SimulatedEvent event) {
        return Duration.between(position.receivedAt(), event.receivedAt()).compareTo(KEPT) > 0;
    }
}
