package org.amurwatch.producer.simulation.sensors;

import java.util.PriorityQueue;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;

/** Events that the system has not got yet, by the time it will. */
public final class EventQueue {

    private final PriorityQueue<Pending> pending = new PriorityQueue<>();

    public void add(SimulatedEvent event, Cause cause) {
        pending.add(new Pending(event, cause));
    }

    /** Gives out, in order, what is received before the moment. */
    public void drain(long before, SimulationSink sink) {
        while (!pending.isEmpty() && pending.element().event().receivedAt().getEpochSecond() < before) {
            Pending next = pending.remove();
            sink.event(next.event(), next.cause());
        }
    }

    private record Pending(SimulatedEvent event, Cause cause) implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            int order = event.receivedAt().compareTo(other.event.receivedAt());
            return order != 0 ? order : event.id().compareTo(other.event.id());
        }
    }
}
