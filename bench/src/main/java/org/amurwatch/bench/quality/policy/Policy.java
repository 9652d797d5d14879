package org.amurwatch.bench.quality.policy;

import java.time.Instant;
import java.util.function.Consumer;
import org.amurwatch.producer.simulation.SimulatedEvent;

/**
 * Decides whom to page. It reads events in the order in which they were received, and knows the operator's map, but never
 * what was behind an event. An object judges one run; its state must stay bounded however long the run.
 */
public interface Policy {

    /**
     * The next event. Time that a policy waits for has passed up to {@code event.receivedAt()}: what fell due before is
     * sent first, with the time it fell due.
     */
    void receive(SimulatedEvent event, Consumer<Page> pages);

    /** The run is over: what falls due until then is sent. */
    default void end(Instant at, Consumer<Page> pages) {}
}
