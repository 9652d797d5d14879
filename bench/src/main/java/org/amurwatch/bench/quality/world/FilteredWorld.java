package org.amurwatch.bench.quality.world;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;

/** A world of which a part is not told. */
public final class FilteredWorld implements World {

    private interface Filter {
        SimulationSink before(SimulationSink sink);
    }

    private final World world;
    private final Filter filter;

    private FilteredWorld(World world, Filter filter) {
        this.world = world;
        this.filter = filter;
    }

    /** As if no patrol sent its position. */
    public static World withoutPatrolPositions(World world) {
        return new FilteredWorld(world, sink -> new SimulationSink() {
            @Override
            public void event(SimulatedEvent event, Cause cause) {
                if (event.kind() != EventKind.PATROL_POSITION) {
                    sink.event(event, cause);
                }
            }

            @Override
            public void incursion(Incursion incursion) {
                sink.incursion(incursion);
            }
        });
    }

    /** Without the incursions whose behaviour is held out of tuning, and without what they caused. */
    public static World withoutHeldOut(World world) {
        return new FilteredWorld(world, sink -> new SimulationSink() {
            private final Set<String> heldOut = new HashSet<>();

            @Override
            public void event(SimulatedEvent event, Cause cause) {
                String incursion = cause.incursionId();
                if (incursion == null || !heldOut.contains(incursion)) {
                    sink.event(event, cause);
                }
            }

            @Override
            public void incursion(Incursion incursion) {
                if (incursion.heldOut() || incursion.behaviour().heldOut()) {
                    heldOut.add(incursion.id());
                } else {
                    sink.incursion(incursion);
                }
            }
        });
    }

    @Override
    public long seed() {
        return world.seed();
    }

    @Override
    public int days() {
        return world.days();
    }

    @Override
    public Instant end() {
        return world.end();
    }

    @Override
    public FieldMap map() {
        return world.map();
    }

    @Override
    public void run(SimulationSink sink) {
        world.run(filter.before(sink));
    }
}
