package org.amurwatch.producer.simulation.agents;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Origin;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulationSettings;
import org.amurwatch.producer.simulation.sensors.Seen;
import org.amurwatch.producer.simulation.world.Gait;
import org.amurwatch.producer.simulation.world.Journey;
import org.amurwatch.producer.simulation.world.Landscape;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Station;
import org.amurwatch.producer.simulation.world.Sun;

/** Patrols: a number a month for each team, on foot from a road, to a tip, to where snares are, or anywhere. */
public final class Patrols {

    private final Stage stage;
    private final SimulationSettings.Patrols settings;
    private final Tips tips;
    private final SnareSearch search;
    private final List<Integer> placesOfFinds = new ArrayList<>();
    private int walked;
    private double hours;
    private double sweptKilometres;
    private int sweptSnares;

    /** One patrol on its way; what it has told already it does not tell again. */
    private record Walk(String team, Journey journey, boolean sweep, Set<String> told) {}

    public Patrols(Stage stage, Tips tips) {
        this.stage = stage;
        this.settings = stage.settings().patrols();
        this.tips = tips;
        this.search = new SnareSearch(settings.snareFound());
        layOldSnares();
    }

    private void layOldSnares() {
        RandomStream random = stage.random("old snares");
        Landscape landscape = stage.landscape();
        for (int left = settings.oldSnares(); left > 0; ) {
            int line = Math.min(left, 10 + random.below(31));
            int cell =
                    landscape.hotCells().get(random.below(landscape.hotCells().size()));
            stage.signs()
                    .add(
                            cell,
                            Seen.of(EventKind.SNARE, Origin.OLD_SNARE, line, null),
                            stage.period().begin(),
                            stage.period().end(),
                            0);
            if (random.chance(0.3)) {
                placesOfFinds.add(cell);
            }
            left -= line;
        }
    }

    /** The cell that each team starts from, by the team's name. */
    public Map<String, Integer> bases() {
        Map<String, Integer> bases = new LinkedHashMap<>();
        for (int team = 0; team < settings.teams(); team++) {
            bases.put(name(team), base(team));
        }
        return bases;
    }

    private static String name(int team) {
        return "team-" + (team + 1);
    }

    private int base(int team) {
        List<Integer> villages = stage.landscape().villages();
        return villages.get(team * villages.size() / settings.teams() % villages.size());
    }

    /** The patrols that begin on one local day. */
    public void day(int day) {
        for (int team = 0; team < settings.teams(); team++) {
            if (out(team, day)) {
                patrol(team, day);
            }
        }
    }

    /** Whether a team goes out: on days drawn for each month without repetition. */
    private boolean out(int team, int day) {
        YearMonth month = YearMonth.from(stage.date(day));
        RandomStream random = stage.random("patrol days", team, month.getYear() * 12L + month.getMonthValue());
        int left = settings.perMonthLeast() + random.below(settings.perMonthMost() - settings.perMonthLeast() + 1);
        int length = month.lengthOfMonth();
        for (int date = 1; date <= length; date++) {
            boolean goes = random.chance((double) left / (length - date + 1));
            left -= goes ? 1 : 0;
            if (date == stage.date(day).getDayOfMonth()) {
                return goes;
            }
        }
        return false;
    }

    private void patrol(int team, int day) {
        RandomStream random = stage.random("patrol", team, day);
        Landscape landscape = stage.landscape();
        Sun.Light light = stage.light(day);
        int base = base(team);
        long begin = random.chance(settings.nightShare())
                ? light.sunset() - 3600 + random.below(3600)
                : light.sunrise() + 3600 + random.below(3 * 3600);
        int tip = tips.take(base, begin);
        boolean sweep = tip >= 0 || random.chance(settings.sweepShare());
        int target = tip >= 0
                ? tip
                : sweep ? likelyPlace(base, random) : landscape.around(base, random.between(1500, 20_000), random);
        int start = landscape.within(landscape.drivableCells(), target, 500, 2200, random);
        if (landscape.terrain().metres(start, target) > 3000) {
            target = landscape.around(start, random.between(1000, 2200), random);
        }
        Journey journey = walk(start, target, begin, sweep, random);
        Walk walk = new Walk(name(team), journey, sweep, new HashSet<>());
        walked++;
        hours += (journey.now() - begin) / 3600.0;
        pictures(journey, random);
        finds(walk, random);
        meetings(walk, random);
        if (random.chance(settings.positionsKnown())) {
            positions(walk, random);
        }
    }

    /** Where snares were found before, else any place about a village. */
    private int likelyPlace(int base, RandomStream random) {
        Landscape landscape = stage.landscape();
        List<Integer> places = !placesOfFinds.isEmpty() && random.chance(0.7) ? placesOfFinds : landscape.hotCells();
        return landscape.within(places, base, 0, 15_000, random);
    }

    private Journey walk(int start, int target, long begin, boolean sweep, RandomStream random) {
        Landscape landscape = stage.landscape();
        long planned = (long) (Math.max(2, settings.hours() + 0.7 * random.gaussian()) * 3600);
        Journey journey = new Journey(landscape.terrain(), start, begin)
                .go(target, Gait.WALKER)
                .stay((long) (sweep ? random.between(1800, 3600) : random.between(300, 900)));
        for (int i = 0; i < 8; i++) {
            long back = (long) (landscape.terrain().metres(journey.here(), start) * 1.5);
            if (journey.now() - begin + back + 2400 > planned) {
                break;
            }
            journey.go(landscape.around(journey.here(), random.between(500, 1200), random), Gait.WALKER)
                    .stay((long) (sweep ? random.between(900, 1800) : random.between(60, 300)));
        }
        return journey.go(start, Gait.WALKER);
    }

    private void pictures(Journey journey, RandomStream random) {
        Seen patrol = Seen.of(EventKind.HUMAN_PRESENCE, Origin.PATROL, 2 + random.below(3), null);
        for (Journey.Step step : journey.steps()) {
            int station = stage.landscape().stationIn(step.cell());
            if (station >= 0 && random.chance(passes(step))) {
                Station there = stage.landscape().stations().get(station);
                stage.cameras().passage(there, step.from(), random, patrol);
            }
        }
    }

    private double passes(Journey.Step step) {
        SimulationSettings.Incursions figures = stage.settings().incursions();
        return step.onWay() ? figures.passesOnWay() : figures.passesOffWay();
    }

    private void finds(Walk walk, RandomStream random) {
        for (Journey.Step step : walk.journey().steps()) {
            double minutes = (step.to() - step.from()) / 60.0;
            double kilometres = 0.5 + minutes / 60;
            sweptKilometres += walk.sweep() ? kilometres : 0;
            for (FieldSigns.Sign sign : stage.signs().in(step.cell(), step.from(), step.to() + 1)) {
                if (sign.seen().kind() == EventKind.SNARE) {
                    int found = search.found(sign.left(), minutes, 0.5, random);
                    if (found > 0) {
                        sweptSnares += walk.sweep() ? found : 0;
                        sign.take(found);
                        placesOfFinds.add(step.cell());
                        Seen seen = Seen.of(
                                EventKind.SNARE,
                                sign.seen().origin(),
                                found,
                                sign.seen().incursionId());
                        report(walk, seen, step.cell(), at(step, sign, random), random);
                    }
                } else if (random.chance(sign.findable())
                        && walk.told()
                                .add(sign.seen().incursionId() + " "
                                        + sign.seen().kind())) {
                    report(walk, sign.seen(), step.cell(), at(step, sign, random), random);
                }
            }
        }
    }

    private static long at(Journey.Step step, FieldSigns.Sign sign, RandomStream random) {
        long from = Math.max(step.from(), sign.from());
        return from + random.below((int) Math.max(1, step.to() - from));
    }

    /** What a patrol meets that is no incursion's: villagers and what they leave, an animal's kill, an old net, a shot. */
    private void meetings(Walk walk, RandomStream random) {
        for (int n = random.poisson(0.25); n > 0; n--) {
            List<Journey.Step> steps = walk.journey().steps();
            Journey.Step step = steps.get(random.below(steps.size()));
            report(walk, met(random), step.cell(), step.from(), random);
        }
    }

    private static Seen met(RandomStream random) {
        double draw = random.next();
        if (draw < 0.4) {
            return Seen.of(EventKind.HUMAN_TRACKS, Origin.VILLAGER, 1, null);
        }
        if (draw < 0.72) {
            return Seen.of(EventKind.HUMAN_PRESENCE, Origin.VILLAGER, 1 + random.poisson(0.5), null);
        }
        if (draw < 0.80) {
            return Seen.of(EventKind.VEHICLE, Origin.VILLAGER, 1, null);
        }
        if (draw < 0.85) {
            return Seen.of(EventKind.CAMP, Origin.VILLAGER, 1, null);
        }
        if (draw < 0.92) {
            return Seen.of(EventKind.CARCASS, Origin.PREY, 1, null);
        }
        return draw < 0.95
                ? Seen.of(EventKind.TRAP, Origin.OLD_SNARE, 1, null)
                : Seen.of(EventKind.GUNSHOT, Origin.LAWFUL_SHOT, 1, null);
    }

    /** By radio at once, or when the patrol is back. */
    private void report(Walk walk, Seen seen, int cell, long at, RandomStream random) {
        long received = random.chance(settings.radioShare())
                ? at + 60 + random.below(600)
                : Math.max(at, walk.journey().now()) + 1800 + random.below(5400);
        stage.printer().at(walk.team(), Sensor.PATROL_REPORT, seen, cell, at, received, null, walk.team(), random);
    }

    private void positions(Walk walk, RandomStream random) {
        long every = (long) (settings.positionMinutes() * 60);
        long next = walk.journey().steps().get(0).from();
        Seen here = Seen.of(EventKind.PATROL_POSITION, Origin.PATROL, 1, null);
        for (Journey.Step step : walk.journey().steps()) {
            for (; next < step.to(); next += every) {
                stage.printer()
                        .at(
                                walk.team(),
                                Sensor.PATROL_POSITION,
                                here,
                                step.cell(),
                                next,
                                next + 5 + random.below(90),
                                null,
                                walk.team(),
                                random);
            }
        }
    }

    /** Patrols that went out. */
    public int walked() {
        return walked;
    }

    public double meanHours() {
        return walked == 0 ? 0 : hours / walked;
    }

    /** Snares found per kilometre of patrols that searched for them. */
    public double snaresPerSweptKilometre() {
        return sweptKilometres == 0 ? 0 : sweptSnares / sweptKilometres;
    }
}
