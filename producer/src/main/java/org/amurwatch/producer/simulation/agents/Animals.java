package org.amurwatch.producer.simulation.agents;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Origin;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulationSettings;
import org.amurwatch.producer.simulation.sensors.Seen;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Station;
import org.amurwatch.producer.simulation.world.Sun;

/** Prey and livestock, by station; livestock from May to October, near villages, and now and then killed. */
public final class Animals {

    private static final List<String> PREY = List.of("Cervus nippon", "Capreolus pygargus", "Sus scrofa");

    private final Stage stage;
    private final List<Herd> herds = new ArrayList<>();
    private final int grazingDays;

    /** A species at the stations: passages a day at each. */
    private record Herd(String species, Origin origin, double[] passages, double group) {}

    public Animals(Stage stage) {
        this.stage = stage;
        SimulationSettings.Animals figures = stage.settings().animals();
        herds.add(herd(PREY.get(0), Origin.PREY, figures.sikaDeerPer100CameraNights(), 1.0));
        herds.add(herd(PREY.get(1), Origin.PREY, figures.roeDeerPer100CameraNights(), 0.4));
        herds.add(herd(PREY.get(2), Origin.PREY, figures.wildBoarPer100CameraNights(), 2.0));
        herds.add(herd("Bos taurus", Origin.LIVESTOCK, figures.livestockPer100CameraNights(), 3.0));
        int grazing = 0;
        for (int day = 0; day < 365; day++) {
            grazing += grazing(stage.date(day)) ? 1 : 0;
        }
        this.grazingDays = grazing;
    }

    private Herd herd(String species, Origin origin, double per100CameraNights, double group) {
        List<Station> stations = stage.landscape().stations();
        RandomStream random = stage.random(species);
        double[] weights = new double[stations.size()];
        double sum = 0;
        for (Station station : stations) {
            double near = origin == Origin.LIVESTOCK ? StrictMath.exp(-station.villageMetres() / 4000) : 1;
            weights[station.number()] = near * StrictMath.exp(0.8 * random.gaussian());
            sum += weights[station.number()];
        }
        double seen = stage.settings().cameras().triggers()
                * stage.settings().cameras().seesAnimal();
        double perDay = per100CameraNights / 100 / seen * stations.size();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= perDay / sum;
        }
        return new Herd(species, origin, weights, group);
    }

    private static boolean grazing(LocalDate date) {
        return date.getMonthValue() >= 5 && date.getMonthValue() <= 10;
    }

    /** The passages of one local day. */
    public void day(int day) {
        Sun.Light light = stage.light(day);
        for (int number = 0; number < herds.size(); number++) {
            Herd herd = herds.get(number);
            double season = 1;
            if (herd.origin() == Origin.LIVESTOCK) {
                season = grazing(stage.date(day)) ? 365.0 / grazingDays : 0;
            }
            if (season > 0) {
                pass(herd, number, season, day, light);
            }
        }
        killings(day);
    }

    private void pass(Herd herd, int number, double season, int day, Sun.Light light) {
        for (Station station : stage.landscape().stations()) {
            RandomStream random = stage.random("herd", number, station.number(), day);
            for (int n = random.poisson(herd.passages()[station.number()] * season); n > 0; n--) {
                long at = herd.origin() == Origin.LIVESTOCK
                        ? light.sunrise() + (long) ((light.sunset() - light.sunrise()) * random.next())
                        : active(light, stage.period().start(day), random);
                boolean mistaken = herd.origin() == Origin.PREY
                        && random.chance(stage.settings().cameras().wrongSpecies());
                String shown = mistaken ? PREY.get(random.below(PREY.size())) : herd.species();
                stage.cameras()
                        .passage(
                                station,
                                at,
                                random,
                                Seen.animal(herd.origin(), 1 + random.poisson(herd.group()), shown, null, null));
            }
        }
    }

    /** Twilight and night more than day. */
    static long active(Sun.Light light, long midnight, RandomStream random) {
        double draw = random.next();
        if (draw < 0.25) {
            return light.sunrise() - 3600 + random.below(7200);
        }
        if (draw < 0.5) {
            return light.sunset() - 3600 + random.below(7200);
        }
        return midnight + random.below(86_400);
    }

    private void killings(int day) {
        RandomStream random = stage.random("killing", day);
        double mean = stage.settings().animals().livestockKilledPerYear() / grazingDays;
        if (grazing(stage.date(day)) && random.chance(mean)) {
            int village = stage.landscape()
                    .villages()
                    .get(random.below(stage.landscape().villages().size()));
            long at = stage.period().start(day) + random.below(6 * 3600);
            Origin by = random.chance(0.6) ? Origin.TIGER : Origin.LEOPARD;
            stage.printer()
                    .at(
                            "herders",
                            Sensor.TIP_OFF,
                            Seen.of(EventKind.LIVESTOCK_KILLED, by, 1, null),
                            stage.landscape().around(village, random.between(500, 4000), random),
                            at,
                            at + 3 * 3600 + (long) random.exponential(8 * 3600),
                            null,
                            null,
                            random);
        }
    }
}
