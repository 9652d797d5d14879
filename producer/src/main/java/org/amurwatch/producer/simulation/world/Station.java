package org.amurwatch.producer.simulation.world;

/**
 * A place with two cameras that face each other, beside a way.
 *
 * @param number from 0
 * @param villageMetres to the nearest village
 */
public record Station(
        int number,
        String id,
        double east,
        double north,
        int cell,
        boolean live,
        boolean byRiver,
        double villageMetres) {}
