package org.amurwatch.producer.simulation.sensors;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.amurwatch.producer.simulation.CameraDeployment;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;

/** What the system has not got yet, by the time it will: events, and what becomes known of the cameras. */
public final class EventQueue {

    private final PriorityQueue<Pending> pending = new PriorityQueue<>();
    private final PriorityQueue<CameraDeployment> deployments =
            new PriorityQueue<>(Comparator.comparing(CameraDeployment::knownAt)
                    .thenComparing(CameraDeployment::cameraId)
                    .thenComparing(CameraDeployment::number));

    public void add(SimulatedEvent event, Cause cause) {
        pending.add(new Pending(event, cause));
    }

    void add(CameraDeployment deployment) {
        deployments.add(deployment);
    }

    /** Gives out, in order, what is received before the moment. */
    public void drain(long before, SimulationSink sink) {
        while (!pending.isEmpty() && pending.element().event().receivedAt().getEpochSecond() < before) {
            Pending next = pending.remove();
            drainDeployments(next.event().receivedAt(), sink);
            sink.event(next.event(), next.cause());
        }
        drainDeployments(Instant.ofEpochSecond(before).minusNanos(1), sink);
    }

    private void drainDeployments(Instant until, SimulationSink sink) {
        while (!deployments.isEmpty() && !deployments.element().knownAt().isAfter(until)) {
            sink.deployment(deployments.remove());
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
