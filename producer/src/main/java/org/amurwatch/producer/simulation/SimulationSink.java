package org.amurwatch.producer.simulation;

/** Takes what a simulation gives, in one pass. */
public interface SimulationSink {

    /** Events come ordered by receivedAt, then id. */
    void event(SimulatedEvent event, Cause cause);

    /** What is known now of how long a camera watched, before the events that became known with it. */
    default void deployment(CameraDeployment deployment) {}

    /** An incursion comes before the first event that it causes. */
    void incursion(Incursion incursion);
}
