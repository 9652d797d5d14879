package org.amurwatch.bench.quality.world;

/** Makes worlds of one settings file: the same seed and days, the same world. */
public interface WorldMaker {

    /** The world of a seed. */
    World world(long seed, int days);

    /** The same but for the number of incursions a year (per 400 cameras). */
    WorldMaker withIncursionsPerYear(double incursions);
}
