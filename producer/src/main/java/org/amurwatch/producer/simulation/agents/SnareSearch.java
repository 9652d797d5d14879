package org.amurwatch.producer.simulation.agents;

import org.amurwatch.producer.simulation.world.RandomStream;

/**
 * How a patrol finds snares: each with a chance of its own, which for 60 minutes or 2 km in a cell of 0.25 km2 is the
 * setting's (Ibbett 2020, doi 10.1016/j.biocon.2020.108581), and for more or less effort its power.
 */
final class SnareSearch {

    private final double perEffort;

    SnareSearch(double perEffort) {
        this.perEffort = perEffort;
    }

    /** Chance that one snare is found; of time and way, what is more counts. */
    double chance(double minutes, double kilometres) {
        double effort = Math.max(minutes / 60, kilometres / 2);
        return 1 - StrictMath.pow(1 - perEffort, effort);
    }

    /** How many of these snares are found. */
    int found(int snares, double minutes, double kilometres, RandomStream random) {
        double chance = chance(minutes, kilometres);
        int found = 0;
        for (int i = 0; i < snares; i++) {
            found += random.chance(chance) ? 1 : 0;
        }
        return found;
    }
}
