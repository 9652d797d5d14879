package org.amurwatch.bench.quality.training;

import java.util.List;
import org.amurwatch.bench.quality.world.FilteredWorld;
import org.amurwatch.bench.quality.world.World;

/**
 * The worlds that policies are fitted and tuned on. Behaviours that are held out have been taken from them, with all that
 * they caused: nothing that is chosen here can have seen them.
 */
public final class TrainingWorlds {

    private final List<World> worlds;

    /** @param worlds as simulated, held-out behaviours and all */
    public TrainingWorlds(List<? extends World> worlds) {
        this.worlds = worlds.stream().map(FilteredWorld::withoutHeldOut).toList();
    }

    /** As they are left. */
    public List<World> worlds() {
        return worlds;
    }

    /** Days of all of them. */
    public int days() {
        return worlds.stream().mapToInt(World::days).sum();
    }
}
