package org.amurwatch.producer.simulation.agents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amurwatch.producer.simulation.Origin;
import org.amurwatch.producer.simulation.SimulationSettings;
import org.amurwatch.producer.simulation.sensors.Seen;
import org.amurwatch.producer.simulation.world.Landscape;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Station;
import org.jspecify.annotations.Nullable;

/**
 * Leopards and tigers with home ranges: an animal passes a station by how far it is from the range's middle, half-normal as
 * in spatial capture-recapture; so that all of them together give the rate of the settings.
 */
public final class BigCats {

    /** Faster than this over a way is not one animal: such passages are left out. */
    private static final double METRES_PER_SECOND = 4 / 3.6;

    private final Stage stage;
    private final List<Cat> cats = new ArrayList<>();

    /** One animal. */
    static final class Cat {
        private final String name;
        private final String species;
        private final Origin origin;
        private final int middle;
        private final double[] cumulative;
        private double perDay;
        private long killedAt = Long.MAX_VALUE;

        private Cat(String name, String species, Origin origin, int middle, double[] cumulative) {
            this.name = name;
            this.species = species;
            this.origin = origin;
            this.middle = middle;
            this.cumulative = cumulative;
        }

        /** The cell in the middle of its home range. */
        int middle() {
            return middle;
        }

        boolean alive(long at) {
            return at < killedAt;
        }

        void killed(long at) {
            killedAt = at;
        }

        private double weight() {
            return cumulative[cumulative.length - 1];
        }
    }

    public BigCats(Stage stage) {
        this.stage = stage;
        SimulationSettings.Animals figures = stage.settings().animals();
        // 68.4 km2 of a female in Khasan is 1.9 km of the half-normal; males and tigers roam farther.
        settle("Panthera pardus orientalis", "Leo ", Origin.LEOPARD, figures.leopards(), 1900, 2800);
        settle("Panthera tigris altaica", "Tig ", Origin.TIGER, figures.tigers(), 4500, 6500);
        rates(Origin.LEOPARD, figures.leopardPer100CameraNights());
        rates(Origin.TIGER, figures.tigerPer100CameraNights());
    }

    private void settle(String species, String names, Origin origin, int count, double female, double male) {
        Landscape landscape = stage.landscape();
        for (int i = 0; i < count; i++) {
            RandomStream random = stage.random(names, i);
            boolean isFemale = random.chance(0.6);
            int middle = random.below(landscape.terrain().cells());
            double sigma = (isFemale ? female : male) * random.between(0.85, 1.15);
            double[] cumulative = new double[landscape.stations().size()];
            double sum = 0;
            for (Station station : landscape.stations()) {
                double metres = landscape.terrain().metres(station.cell(), middle);
                double likes = StrictMath.exp(
                        0.5 * stage.random(species, station.number()).gaussian());
                sum += metres > 4 * sigma ? 0 : likes * StrictMath.exp(-metres * metres / (2 * sigma * sigma));
                cumulative[station.number()] = sum;
            }
            cats.add(new Cat(names + (i + 1) + (isFemale ? "F" : "M"), species, origin, middle, cumulative));
        }
    }

    private void rates(Origin origin, double per100CameraNights) {
        SimulationSettings settings = stage.settings();
        double seen = settings.cameras().triggers() * settings.cameras().seesAnimal();
        double all =
                per100CameraNights / 100 / seen * stage.landscape().stations().size();
        double weights = of(origin).stream().mapToDouble(Cat::weight).sum();
        of(origin).forEach(cat -> cat.perDay = weights == 0 ? 0 : all * cat.weight() / weights);
    }

    List<Cat> of(Origin origin) {
        return cats.stream().filter(cat -> cat.origin == origin).toList();
    }

    /** The passages of one local day. */
    public void day(int day) {
        for (int number = 0; number < cats.size(); number++) {
            Cat cat = cats.get(number);
            RandomStream random = stage.random("cat", number, day);
            int passages = random.poisson(cat.perDay);
            if (passages > 0) {
                pass(cat, passages, day, random);
            }
        }
    }

    private void pass(Cat cat, int passages, int day, RandomStream random) {
        long[] times = new long[passages];
        for (int i = 0; i < passages; i++) {
            times[i] = Animals.active(stage.light(day), stage.period().start(day), random);
        }
        Arrays.sort(times);
        Station before = null;
        long left = 0;
        for (long at : times) {
            Station station = stage.landscape().stations().get(random.pick(cat.cumulative));
            boolean reachable = before == null
                    || StrictMath.hypot(station.east() - before.east(), station.north() - before.north())
                            <= (at - left) * METRES_PER_SECOND;
            if (reachable && cat.alive(at)) {
                Seen seen = Seen.animal(cat.origin, 1, cat.species, shown(cat, random), cat.name);
                stage.cameras().passage(station, at, random, seen);
                before = station;
                left = at;
            }
        }
    }

    /** Who the register says it is: nobody, the animal, or, by mistake, another of its kind. */
    private @Nullable String shown(Cat cat, RandomStream random) {
        if (!random.chance(stage.settings().animals().recognised())) {
            return null;
        }
        List<Cat> others = of(cat.origin);
        return random.chance(stage.settings().animals().misidentified()) && others.size() > 1
                ? another(cat, others, random).name
                : cat.name;
    }

    private static Cat another(Cat cat, List<Cat> others, RandomStream random) {
        while (true) {
            Cat other = others.get(random.below(others.size()));
            if (other != cat) {
                return other;
            }
        }
    }
}
