package org.amurwatch.bench.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.amurwatch.bench.quality.policy.SectorEventMaker;
import org.amurwatch.bench.quality.world.SimulatedWorlds;
import org.amurwatch.bench.quality.world.World;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;

/**
 * What one sector gets, in the order in which it is received: a simulated park of 400 cameras, with its people, vehicles,
 * animals, sensors and patrols.
 *
 * @param map what the operator knows of it
 */
record Park(FieldMap map, List<Received> events) {

    private static final int FIRST_DAYS = 100;

    Park {
        events = List.copyOf(events);
    }

    /** A park that was watched long enough for so many observations. */
    static Park of(long seed, int observations) {
        int days = FIRST_DAYS;
        Park park = watched(seed, days);
        while (park.events.stream().filter(Received::isObservation).count() < observations) {
            days *= 2;
            park = watched(seed, days);
        }
        return park;
    }

    private static Park watched(long seed, int days) {
        World world = SimulatedWorlds.of("china").world(seed, days);
        FieldMap map = world.map();
        SectorEventMaker maker = new SectorEventMaker(map.timeZone().getId());
        List<Received> events = new ArrayList<>();
        world.run(new SimulationSink() {
            @Override
            public void event(SimulatedEvent event, Cause cause) {
                events.add(new Received(maker.of(event), event.receivedAt()));
            }

            @Override
            public void incursion(Incursion incursion) {
                // Whether the alarms are good is measured elsewhere.
            }
        });
        return new Park(map, events);
    }

    /** The first event of those that have so many observations, or a few more, before them. */
    int after(int observations) {
        int seen = 0;
        for (int i = 0; i < events.size(); i++) {
            if (seen == observations) {
                return i;
            }
            seen += events.get(i).isObservation() ? 1 : 0;
        }
        throw new IllegalArgumentException("The park has " + seen + " observations; expected " + observations + ".");
    }

    /** The event from which on so many observations come before one. */
    int before(int end, int observations) {
        int begin = end;
        int seen = 0;
        while (seen < observations && begin > 0) {
            begin--;
            seen += Objects.requireNonNull(events.get(begin)).isObservation() ? 1 : 0;
        }
        return begin;
    }
}
