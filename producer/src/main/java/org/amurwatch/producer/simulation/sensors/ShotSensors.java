package org.amurwatch.producer.simulation.sensors;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Origin;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulationSettings.Acoustic;
import org.amurwatch.producer.simulation.world.Landscape;
import org.amurwatch.producer.simulation.world.Period;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Sun;
import org.amurwatch.producer.simulation.world.Weather;
import org.jspecify.annotations.Nullable;

/** Sensors that listen: to shots, and in storms to what sounds like shots. */
public final class ShotSensors {

    private static final int DAY = 86_400;

    private final Acoustic settings;
    private final Landscape landscape;
    private final Period period;
    private final Weather weather;
    private final Sun sun;
    private final EventPrinter printer;
    private final long seed;
    private final double stormDays;

    public ShotSensors(
            Acoustic settings,
            Landscape landscape,
            Period period,
            Weather weather,
            Sun sun,
            EventPrinter printer,
            long seed) {
        this.settings = settings;
        this.landscape = landscape;
        this.period = period;
        this.weather = weather;
        this.sun = sun;
        this.printer = printer;
        this.seed = seed;
        double chances = 0;
        for (int day = 0; day < 365; day++) {
            chances += Weather.stormChance(period.from().plusDays(day));
        }
        this.stormDays = chances / 365;
    }

    /** A shot: each sensor within range hears it or not. */
    public void shot(int cell, long at, Origin origin, @Nullable String incursionId, RandomStream random) {
        List<Integer> sensors = landscape.sensors();
        for (int i = 0; i < sensors.size(); i++) {
            if (landscape.terrain().metres(sensors.get(i), cell) <= settings.rangeMetres()
                    && random.chance(settings.recall())) {
                double certain = 0.5 + 0.5 * StrictMath.sqrt(random.next());
                print(i, at, origin, incursionId, certain, random);
            }
        }
    }

    /** Lawful shots and false alarms of one local day. */
    public void day(int day) {
        lawfulShots(day);
        boolean storm = weather.storm(period.from().plusDays(day));
        double calmRate = settings.falseAlarmsPerSensorDay() * (1 - settings.stormShare()) / (1 - stormDays);
        double stormRate = settings.falseAlarmsPerSensorDay() * settings.stormShare() / stormDays;
        RandomStream front = RandomStream.of(seed, "storm front", day);
        long peak = period.start(day) + front.below(DAY);
        for (int i = 0; i < landscape.sensors().size(); i++) {
            RandomStream random = RandomStream.of(seed, "false alarm", i, day);
            for (int n = random.poisson(storm ? stormRate : calmRate); n > 0; n--) {
                long at = storm ? peak + (long) (random.gaussian() * 2400) : period.start(day) + random.below(DAY);
                double certain = 0.5 + 0.5 * random.next() * random.next();
                print(
                        i,
                        Math.max(at, period.start(day)),
                        storm ? Origin.STORM : Origin.DETECTOR_ERROR,
                        null,
                        certain,
                        random);
            }
        }
    }

    /** By day, most from November to March and early in the week (Korup), two on average one after the other. */
    private void lawfulShots(int day) {
        LocalDate date = period.from().plusDays(day);
        RandomStream random = RandomStream.of(seed, "lawful shot", day);
        double mean = settings.lawfulShotsPerSensorDay() * landscape.sensors().size() / 2 * ShootingSeason.factor(date);
        Sun.Light light = sun.on(date);
        for (int series = random.poisson(mean); series > 0; series--) {
            int near = landscape.sensors().get(random.below(landscape.sensors().size()));
            int cell = landscape.around(near, random.between(0, 1000), random);
            long at = light.sunrise() + (long) ((light.sunset() - light.sunrise()) * random.next());
            for (int shots = 1 + random.poisson(1); shots > 0; shots--) {
                shot(cell, at, Origin.LAWFUL_SHOT, null, random);
                at += 10 + random.below(120);
            }
        }
    }

    private void print(
            int number, long at, Origin origin, @Nullable String incursionId, double certain, RandomStream random) {
        printer.at(
                String.format(Locale.ROOT, "acoustic-%03d", number + 1),
                Sensor.ACOUSTIC,
                Seen.of(EventKind.GUNSHOT, origin, 1, incursionId),
                landscape.sensors().get(number),
                at,
                at + 5 + random.below(40),
                EventPrinter.probability(certain),
                null,
                random);
    }
}
