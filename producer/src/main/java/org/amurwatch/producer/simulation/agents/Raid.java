package org.amurwatch.producer.simulation.agents;

import java.util.ArrayList;
import java.util.List;
import org.amurwatch.producer.simulation.Behaviour;
import org.amurwatch.producer.simulation.world.Journey;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Sun;

/**
 * One incursion as it is acted: who, when, how they move, and what they do on the way.
 *
 * @param offTrail whether they keep away from trails
 * @param armedOpenly whether a camera can tell them from villagers
 * @param takesCamera whether they go by a camera to take or break it
 */
record Raid(
        String id,
        Behaviour behaviour,
        int day,
        Sun.Light light,
        boolean offTrail,
        boolean armedOpenly,
        boolean takesCamera,
        List<Shot> shots,
        RandomStream random) {

    Raid(
            String id,
            Behaviour behaviour,
            int day,
            Sun.Light light,
            boolean offTrail,
            boolean armedOpenly,
            boolean takesCamera,
            RandomStream random) {
        this(id, behaviour, day, light, offTrail, armedOpenly, takesCamera, new ArrayList<>(), random);
    }

    /** A shot fired in a cell. */
    record Shot(int cell, long at) {}

    /** One to three shots within minutes, from now on, where the journey is. */
    void shoot(Journey journey, int most) {
        long at = journey.now();
        for (int shots = 1 + random.below(most); shots > 0; shots--) {
            shots().add(new Shot(journey.here(), at));
            at += 5 + random.below(240);
        }
    }
}
