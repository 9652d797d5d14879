package org.amurwatch.producer.simulation;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what a simulation gives on its way to others. */
final class SimulationTally {

    private final Map<EventKind, Integer> kinds = new EnumMap<>(EventKind.class);
    private final Map<Behaviour, Integer> incursions = new EnumMap<>(Behaviour.class);
    private int all;

    SimulationSink before(SimulationSink next) {
        return new SimulationSink() {
            @Override
            public void event(SimulatedEvent event, Cause cause) {
                next.event(event, cause);
                all++;
                kinds.merge(event.kind(), 1, Integer::sum);
            }

            @Override
            public void deployment(CameraDeployment deployment) {
                next.deployment(deployment);
            }

            @Override
            public void incursion(Incursion incursion) {
                next.incursion(incursion);
                incursions.merge(incursion.behaviour(), 1, Integer::sum);
            }
        };
    }

    int events() {
        return all;
    }

    Map<String, Object> shown(SimulationSummary summary) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("events", all);
        kinds.forEach((kind, count) -> shown.put("events " + kind, count));
        shown.put(
                "incursions",
                incursions.values().stream().mapToInt(Integer::intValue).sum());
        incursions.forEach((behaviour, count) -> shown.put("incursions " + behaviour, count));
        shown.put("cameraNights", summary.cameraNights());
        shown.put("camerasFailed", summary.camerasFailed());
        shown.put("camerasTaken", summary.camerasTaken());
        shown.put("sensorDays", summary.sensorDays());
        shown.put("patrols", summary.patrols());
        shown.put("meanPatrolHours", summary.meanPatrolHours());
        shown.put("snaresPerSweptKilometre", summary.snaresPerSweptKilometre());
        return shown;
    }
}
