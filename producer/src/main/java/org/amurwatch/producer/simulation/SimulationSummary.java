package org.amurwatch.producer.simulation;

/**
 * What the events do not tell of a run.
 *
 * @param cameraNights in which a camera worked
 * @param sensorDays of the sensors that listen for shots
 * @param camerasFailed by themselves
 * @param camerasTaken or broken by incursions
 * @param snaresPerSweptKilometre found by patrols that searched for snares
 */
public record SimulationSummary(
        double cameraNights,
        double sensorDays,
        int camerasFailed,
        int camerasTaken,
        int patrols,
        double meanPatrolHours,
        double snaresPerSweptKilometre) {}
