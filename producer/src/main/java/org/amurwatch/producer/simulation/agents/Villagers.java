package org.amurwatch.producer.simulation.agents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Origin;
import org.amurwatch.producer.simulation.SimulationSettings.People;
import org.amurwatch.producer.simulation.sensors.Seen;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Station;
import org.amurwatch.producer.simulation.world.Sun;
import org.amurwatch.producer.simulation.world.Terrain;

/** Villagers and gatherers: the stations' shares are gamma distributed, the greatest near the villages. */
public final class Villagers {

    private final Stage stage;
    private final People settings;
    private final PeopleRhythm rhythm;
    private final double[] walksPerDay;
    private final Station[] onward;

    public Villagers(Stage stage) {
        this.stage = stage;
        this.settings = stage.settings().people();
        this.rhythm = new PeopleRhythm(settings, stage.period().from());
        List<Station> stations = stage.landscape().stations();
        double perCamera = settings.eventsPerDayPer400Cameras() / 400;
        double pictures = stage.settings().cameras().triggers()
                * stage.settings().cameras().seesPerson();
        double crew = stage.settings().crew().visitsPerYear()
                * 2.0
                * stage.settings().crew().passagesAtEachEnd()
                / 365;
        double passages = Math.max(0, perCamera / pictures - crew) * stations.size();
        double walks = passages / (1 + settings.returnShare() + settings.onwardShare());
        double[] weights = weights(stations, settings.gammaShape(), stage.seed());
        this.walksPerDay = new double[stations.size()];
        for (int i = 0; i < weights.length; i++) {
            walksPerDay[i] = walks * weights[i];
        }
        this.onward = new Station[stations.size()];
        for (Station station : stations) {
            onward[station.number()] = busiestNeighbour(stations, station, weights);
        }
    }

    /** Shares that sum to 1: gamma draws, given out so that the great ones tend to lie near villages. */
    static double[] weights(List<Station> stations, double shape, long seed) {
        RandomStream random = RandomStream.of(seed, "villagers' shares");
        List<Double> draws = new ArrayList<>();
        List<double[]> nearness = new ArrayList<>();
        double sum = 0;
        for (Station station : stations) {
            double draw = random.gamma(shape);
            sum += draw;
            draws.add(draw);
            nearness.add(new double[] {station.number(), station.villageMetres() * random.between(0.3, 1.7)});
        }
        draws.sort(Comparator.reverseOrder());
        nearness.sort(Comparator.comparingDouble((double[] entry) -> entry[1]).thenComparingDouble(entry -> entry[0]));
        double[] weights = new double[stations.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[(int) nearness.get(i)[0]] = draws.get(i) / sum;
        }
        return weights;
    }

    /** Who goes on goes where others go: to the busiest of the four nearest. */
    private static Station busiestNeighbour(List<Station> stations, Station of, double[] weights) {
        return stations.stream()
                .filter(station -> station.number() != of.number())
                .sorted(Comparator.comparingDouble(
                        station -> StrictMath.hypot(station.east() - of.east(), station.north() - of.north())))
                .limit(4)
                .max(Comparator.comparingDouble(station -> weights[station.number()]))
                .orElse(of);
    }

    /** The walks of one local day. */
    public void day(int day) {
        Sun.Light light = stage.light(day);
        for (Station station : stage.landscape().stations()) {
            double mean = walksPerDay[station.number()] * rhythm.factor(stage.date(day), station.byRiver());
            RandomStream random = stage.random("villagers", station.number(), day);
            for (int walks = random.poisson(mean); walks > 0; walks--) {
                walk(station, rhythm.moment(light, stage.period().start(day), random), light, random);
            }
        }
    }

    private void walk(Station station, long at, Sun.Light light, RandomStream random) {
        boolean drives = stage.landscape().terrain().way(station.cell()) >= Terrain.TRACK
                && random.chance(settings.vehicleShare());
        Seen[] seen = seen(drives, random);
        stage.cameras().passage(station, at, random, seen);
        boolean byDay = !light.dark(at);
        if (random.chance(settings.onwardShare())) {
            Station next = onward[station.number()];
            double metres = StrictMath.hypot(next.east() - station.east(), next.north() - station.north());
            long there = at + (long) (metres * 1.3 / (drives ? 5.0 : 1.1) * random.between(0.8, 1.5));
            if (!byDay || there < light.sunset()) {
                stage.cameras().passage(next, there, random, seen);
            }
        }
        if (random.chance(settings.returnShare())) {
            long back = at + (long) random.between(1800, 5 * 3600);
            if (byDay && back >= light.sunset()) {
                back = at + (long) ((light.sunset() - at) * random.next());
            }
            stage.cameras().passage(station, back, random, seen);
        }
    }

    private Seen[] seen(boolean drives, RandomStream random) {
        List<Seen> seen = new ArrayList<>(2);
        if (drives) {
            seen.add(Seen.of(EventKind.VEHICLE, Origin.VILLAGER, 1, null));
        } else if (random.chance(settings.takenForArmedShare())) {
            seen.add(Seen.of(EventKind.WEAPON, Origin.VILLAGER, 1, null));
        } else {
            seen.add(Seen.of(EventKind.HUMAN_PRESENCE, Origin.VILLAGER, 1 + random.poisson(0.5), null));
        }
        if (random.chance(settings.dogShare())) {
            seen.add(Seen.of(EventKind.DOG, Origin.VILLAGER, 1 + random.below(2), null));
        }
        return seen.toArray(Seen[]::new);
    }
}
