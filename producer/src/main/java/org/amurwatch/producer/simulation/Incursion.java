package org.amurwatch.producer.simulation;

import java.time.Instant;
import java.util.List;

/**
 * Ground truth: people who came to do harm. It may leave no event at all.
 *
 * @param id such as {@code incursion-2026-01-05-3.1}: the day it begins, its behaviour and number
 * @param heldOut whether its behaviour is kept out of all tuning
 * @param begin when they enter
 * @param end when they leave for good; snares may stay
 * @param path where they were when, in brief: at most 24 points
 */
public record Incursion(
        String id, Behaviour behaviour, boolean heldOut, Instant begin, Instant end, List<Waypoint> path) {

    public Incursion {
        path = List.copyOf(path);
    }

    /** A place on the way; degrees, WGS 84. */
    public record Waypoint(Instant at, double latitude, double longitude) {}
}
