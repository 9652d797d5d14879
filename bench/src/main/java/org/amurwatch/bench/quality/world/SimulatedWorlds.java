package org.amurwatch.bench.quality.world;

import org.amurwatch.failure.CommandFailure;

/** Worlds of the simulator. */
public final class SimulatedWorlds {

    private SimulatedWorlds() {}

    /** @param settings a name, such as {@code russia}, or a file */
    public static WorldMaker of(String settings) {
        throw CommandFailure.usage("There is no simulator in this build to read settings '" + settings + "' with.");
    }
}
