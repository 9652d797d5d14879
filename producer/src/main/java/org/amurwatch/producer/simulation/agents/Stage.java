package org.amurwatch.producer.simulation.agents;

import java.time.LocalDate;
import org.amurwatch.producer.simulation.SimulationSettings;
import org.amurwatch.producer.simulation.sensors.CameraFleet;
import org.amurwatch.producer.simulation.sensors.EventPrinter;
import org.amurwatch.producer.simulation.sensors.ShotSensors;
import org.amurwatch.producer.simulation.world.Landscape;
import org.amurwatch.producer.simulation.world.Period;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Sun;
import org.amurwatch.producer.simulation.world.Weather;

/** Where agents act: the world, its time, and what may notice them. */
public record Stage(
        SimulationSettings settings,
        long seed,
        Period period,
        Landscape landscape,
        Weather weather,
        Sun sun,
        CameraFleet cameras,
        ShotSensors shotSensors,
        EventPrinter printer,
        FieldSigns signs) {

    RandomStream random(String purpose, long... parts) {
        return RandomStream.of(seed, purpose, parts);
    }

    LocalDate date(int day) {
        return period.from().plusDays(day);
    }

    Sun.Light light(int day) {
        return sun.on(date(day));
    }
}
