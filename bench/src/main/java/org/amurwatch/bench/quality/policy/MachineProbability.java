package org.amurwatch.bench.quality.policy;

import org.amurwatch.producer.simulation.SimulatedEvent;

/** Probability is read only where the method is machine: what people say passes any threshold. */
final class MachineProbability {

    private MachineProbability() {}

    static boolean atLeast(double threshold, SimulatedEvent event) {
        Double probability = event.probability();
        return probability == null || probability >= threshold;
    }
}
