package org.amurwatch.bench.quality.world;

import java.time.Instant;
import java.time.LocalDate;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.Simulation;
import org.amurwatch.producer.simulation.SimulationSettings;
import org.amurwatch.producer.simulation.SimulationSink;
import org.jspecify.annotations.Nullable;

/** Worlds of the simulator. */
public final class SimulatedWorlds implements WorldMaker {

    /** The first day of every world: a year of all seasons begins with it. */
    private static final LocalDate FROM = LocalDate.of(2027, 1, 1);

    private final SimulationSettings settings;

    private SimulatedWorlds(SimulationSettings settings) {
        this.settings = settings;
    }

    /** @param settings a name, such as {@code russia}, or a file */
    public static WorldMaker of(String settings) {
        return new SimulatedWorlds(SimulationSettings.read(settings));
    }

    @Override
    public World world(long seed, int days) {
        return new SimulatedWorld(settings, seed, days);
    }

    @Override
    public WorldMaker withIncursionsPerYear(double incursions) {
        return new SimulatedWorlds(settings.withIncursionsPerYear(incursions * settings.cameraCount() / 400));
    }

    private static final class SimulatedWorld implements World {
        private final SimulationSettings settings;
        private final long seed;
        private final int days;
        private @Nullable FieldMap map;

        SimulatedWorld(SimulationSettings settings, long seed, int days) {
            this.settings = settings;
            this.seed = seed;
            this.days = days;
        }

        @Override
        public long seed() {
            return seed;
        }

        @Override
        public int days() {
            return days;
        }

        @Override
        public Instant end() {
            return FROM.plusDays(days).atStartOfDay(map().timeZone()).toInstant();
        }

        @Override
        public FieldMap map() {
            FieldMap known = map;
            if (known == null) {
                known = simulation().map();
                map = known;
            }
            return known;
        }

        @Override
        public void run(SimulationSink sink) {
            simulation().run(sink);
        }

        /** A simulation runs once: each run is a new one of the same seed. */
        private Simulation simulation() {
            return new Simulation(settings, seed, FROM, days);
        }
    }
}
