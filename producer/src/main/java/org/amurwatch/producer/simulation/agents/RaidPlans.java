package org.amurwatch.producer.simulation.agents;

import java.util.List;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Origin;
import org.amurwatch.producer.simulation.sensors.Seen;
import org.amurwatch.producer.simulation.world.Gait;
import org.amurwatch.producer.simulation.world.Journey;
import org.amurwatch.producer.simulation.world.Landscape;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Station;
import org.amurwatch.producer.simulation.world.Sun;

/** What each behaviour does: where it goes, when, how long it stays, and what it leaves lying. */
final class RaidPlans {

    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;
    private static final double BORDER_METRES = 15_000;

    private final Stage stage;
    private final BigCats cats;
    private final Landscape landscape;

    RaidPlans(Stage stage, BigCats cats) {
        this.stage = stage;
        this.cats = cats;
        this.landscape = stage.landscape();
    }

    Journey act(Raid raid) {
        return switch (raid.behaviour()) {
            case NETTER -> net(raid);
            case NIGHT_HUNTER -> huntByNight(raid);
            case SNARE_SETTER -> setSnares(raid);
            case SKIN_POACHER -> stalk(raid);
            case DOG_HUNTER -> huntWithDogs(raid);
        };
    }

    private static Gait onFoot(Raid raid) {
        return raid.offTrail() ? Gait.STEALTHY : Gait.WALKER;
    }

    /** Where people on foot come from: over the border if it is near, out of a village, or from a vehicle at a road. */
    private int entry(int target, RandomStream random) {
        int edge =
                stage.settings().world().borderEast() == 1 ? landscape.terrain().columns() - 1 : 0;
        int border =
                target / landscape.terrain().columns() * landscape.terrain().columns() + edge;
        if (random.chance(stage.settings().incursions().crossBorderShare())
                && landscape.terrain().metres(border, target) < BORDER_METRES) {
            return border;
        }
        List<Integer> places = random.chance(0.4) ? landscape.villages() : landscape.roadCells();
        return landscape.within(places, target, 1500, 7000, random);
    }

    /** A target that people on foot can reach from a road within hours. */
    private int target(RandomStream random) {
        if (random.chance(0.6)) {
            return landscape.hotCells().get(random.below(landscape.hotCells().size()));
        }
        int road = landscape.roadCells().get(random.below(landscape.roadCells().size()));
        return landscape.around(road, random.between(1500, 7000), random);
    }

    /** Goes to the target; who means to take a camera goes by the nearest. */
    private Journey goIn(Raid raid, Journey journey, int target, Gait gait) {
        if (raid.takesCamera()) {
            Station station = landscape.nearestStation(target);
            journey.go(station.cell(), gait);
            stage.cameras().lose(station, journey.now(), raid.id(), raid.random());
        }
        return journey.go(target, gait);
    }

    private Journey net(Raid raid) {
        RandomStream random = raid.random();
        int target =
                landscape.riverCells().get(random.below(landscape.riverCells().size()));
        int start = entry(target, random);
        Journey journey = new Journey(
                landscape.terrain(), start, raid.light().sunset() - HOUR + (long) random.between(0, 2 * HOUR));
        goIn(raid, journey, target, onFoot(raid));
        long arrived = journey.now();
        journey.stay((long) random.between(4 * HOUR, 8 * HOUR));
        if (random.chance(0.3)) {
            journey.stay((long) random.between(20 * HOUR, 24 * HOUR));
            sign(raid, target, EventKind.CAMP, arrived, journey.now() + 7 * DAY, 0.4);
        }
        sign(raid, target, EventKind.TRAP, arrived, journey.now(), 0.4);
        return journey.go(start, onFoot(raid));
    }

    /** By vehicle to a road or track; who keeps off the trails leaves it at a road and walks into the forest. */
    private Journey huntByNight(Raid raid) {
        RandomStream random = raid.random();
        int village = landscape.villages().get(random.below(landscape.villages().size()));
        List<Integer> ways = raid.offTrail() ? landscape.roadCells() : landscape.drivableCells();
        int target = landscape.within(ways, village, 2000, 14_000, random);
        Journey journey = new Journey(
                landscape.terrain(), village, raid.light().sunset() + (long) random.between(0.5 * HOUR, 4 * HOUR));
        goIn(raid, journey, target, Gait.VEHICLE).stay((long) random.between(0.3 * HOUR, HOUR));
        if (raid.offTrail()) {
            journey.go(landscape.around(target, random.between(700, 1800), random), Gait.STEALTHY);
        }
        sign(raid, journey.here(), EventKind.LIGHT, journey.now() - HOUR / 3, journey.now() + HOUR, 0.6);
        if (random.chance(0.85)) {
            raid.shoot(journey, 3);
            carcass(raid, journey, 0.5);
        }
        journey.stay((long) random.between(0.3 * HOUR, HOUR));
        if (raid.offTrail()) {
            journey.go(target, Gait.STEALTHY);
        }
        return journey.go(village, Gait.VEHICLE);
    }

    /** Sets them by day, looks after them every few days, and in the end takes most of them away. */
    private Journey setSnares(Raid raid) {
        RandomStream random = raid.random();
        int target = target(random);
        int start = entry(target, random);
        Journey journey = new Journey(landscape.terrain(), start, morning(raid.day(), random));
        goIn(raid, journey, target, onFoot(raid)).stay((long) random.between(0.8 * HOUR, 2.5 * HOUR));
        long set = journey.now();
        journey.go(start, onFoot(raid));
        int day = raid.day();
        for (int checks = 1 + random.below(4); checks > 0; checks--) {
            day += 3 + random.below(6);
            journey.resume(start, morning(day, random)).go(target, onFoot(raid)).stay((long)
                    random.between(0.3 * HOUR, 0.8 * HOUR));
            carcass(raid, journey, 0.1);
            journey.go(start, onFoot(raid));
        }
        int most = stage.settings().incursions().snaresMost();
        int least = stage.settings().incursions().snaresLeast();
        int snares = least + random.below(most - least + 1);
        long gone = random.chance(0.7) ? journey.now() : stage.period().end() + DAY;
        int here = (snares + 1) / 2;
        snares(raid, target, here, set, gone);
        if (snares > here) {
            snares(raid, landscape.around(target, 600, random), snares - here, set, gone);
        }
        return journey;
    }

    private long morning(int day, RandomStream random) {
        Sun.Light light = stage.light(day);
        return light.sunrise() + (long) ((light.sunset() - light.sunrise()) * random.between(0, 0.4));
    }

    /** Some nights in the middle of one leopard's home range. */
    private Journey stalk(Raid raid) {
        RandomStream random = raid.random();
        List<BigCats.Cat> leopards = cats.of(Origin.LEOPARD);
        BigCats.Cat leopard = leopards.get(random.below(leopards.size()));
        int camp = landscape.around(leopard.middle(), random.between(0, 1500), random);
        int start = entry(camp, random);
        Journey journey = new Journey(landscape.terrain(), start, morning(raid.day(), random));
        goIn(raid, journey, camp, onFoot(raid));
        long arrived = journey.now();
        for (int nights = 2 + random.below(3); nights > 0; nights--) {
            journey.stay((long) random.between(14 * HOUR, 20 * HOUR));
            journey.go(landscape.around(camp, random.between(600, 2000), random), Gait.STEALTHY)
                    .stay((long) random.between(HOUR, 3 * HOUR));
            if (nights == 1 && random.chance(0.8)) {
                raid.shoot(journey, 2);
                if (random.chance(0.5)) {
                    leopard.killed(journey.now());
                    carcass(raid, journey, 1);
                }
            }
            journey.go(camp, Gait.STEALTHY);
        }
        sign(raid, camp, EventKind.CAMP, arrived, journey.now() + 20 * DAY, 0.4);
        return journey.go(start, onFoot(raid));
    }

    private Journey huntWithDogs(Raid raid) {
        RandomStream random = raid.random();
        int target = target(random);
        int start = entry(target, random);
        long begin = raid.light().sunrise() - HOUR + (long) random.between(0, 1.5 * HOUR);
        Journey journey = new Journey(landscape.terrain(), start, begin);
        goIn(raid, journey, target, onFoot(raid)).stay((long) random.between(0.3 * HOUR, HOUR));
        journey.go(landscape.around(target, random.between(500, 1500), random), Gait.STEALTHY);
        if (random.chance(0.6)) {
            raid.shoot(journey, 2);
            carcass(raid, journey, 0.6);
        }
        return journey.stay(HOUR).go(start, onFoot(raid));
    }

    private void carcass(Raid raid, Journey journey, double chance) {
        if (raid.random().chance(chance)) {
            sign(raid, journey.here(), EventKind.CARCASS, journey.now(), journey.now() + 14 * DAY, 0.15);
        }
    }

    private void snares(Raid raid, int cell, int count, long set, long gone) {
        stage.signs().add(cell, Seen.of(EventKind.SNARE, Origin.INCURSION, count, raid.id()), set, gone, 0);
    }

    private void sign(Raid raid, int cell, EventKind kind, long from, long to, double findable) {
        stage.signs().add(cell, Seen.of(kind, Origin.INCURSION, 1, raid.id()), from, to, findable);
    }
}
