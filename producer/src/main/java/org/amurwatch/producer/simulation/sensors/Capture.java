package org.amurwatch.producer.simulation.sensors;

/**
 * A picture that was classified.
 *
 * @param at when, in truth
 * @param statedAt when, by the camera's clock
 */
record Capture(String id, Seen seen, long at, long statedAt, double probability) {}
