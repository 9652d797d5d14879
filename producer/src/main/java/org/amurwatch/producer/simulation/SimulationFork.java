package org.amurwatch.producer.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives all to several sinks, until it is interrupted. */
final class SimulationFork implements SimulationSink {

    private final Interruption interruption;
    private final List<SimulationSink> sinks;

    SimulationFork(Interruption interruption, @Nullable SimulationSink... sinks) {
        this.interruption = interruption;
        this.sinks = Arrays.stream(sinks).filter(Objects::nonNull).toList();
    }

    @Override
    public void event(SimulatedEvent event, Cause cause) {
        interruption.check();
        sinks.forEach(sink -> sink.event(event, cause));
    }

    @Override
    public void deployment(CameraDeployment deployment) {
        interruption.check();
        sinks.forEach(sink -> sink.deployment(deployment));
    }

    @Override
    public void incursion(Incursion incursion) {
        sinks.forEach(sink -> sink.incursion(incursion));
    }
}
