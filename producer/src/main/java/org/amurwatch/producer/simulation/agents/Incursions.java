package org.amurwatch.producer.simulation.agents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.producer.simulation.Behaviour;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.Incursion.Waypoint;
import org.amurwatch.producer.simulation.SimulationSettings;
import org.amurwatch.producer.simulation.SimulationSink;
import org.amurwatch.producer.simulation.sensors.ShootingSeason;
import org.amurwatch.producer.simulation.world.Journey;
import org.amurwatch.producer.simulation.world.RandomStream;

/** When people come to do harm, and how many; what they do is in {@link RaidPlans}, what it leaves in {@link RaidTraces}. */
public final class Incursions {

    private static final int YEAR = 365;
    private static final int WAYPOINTS = 24;

    private final Stage stage;
    private final Tips tips;
    private final RaidPlans plans;
    private final RaidTraces traces;
    private final Map<Behaviour, Double> means = new EnumMap<>(Behaviour.class);

    public Incursions(Stage stage, Tips tips, BigCats cats) {
        this.stage = stage;
        this.tips = tips;
        this.plans = new RaidPlans(stage, cats);
        this.traces = new RaidTraces(stage);
        for (Behaviour behaviour : Behaviour.values()) {
            double sum = 0;
            for (int day = 0; day < YEAR; day++) {
                sum += season(behaviour, stage.date(day));
            }
            means.put(behaviour, sum / YEAR);
        }
    }

    /** The incursions that begin on one local day. */
    public void day(int day, SimulationSink sink) {
        for (Behaviour behaviour : Behaviour.values()) {
            RandomStream random = stage.random("incursions", behaviour.ordinal(), day);
            int count = count(behaviour, day, random);
            for (int number = 1; number <= count; number++) {
                begin(behaviour, day, number, sink);
            }
        }
    }

    private int count(Behaviour behaviour, int day, RandomStream random) {
        if (behaviour == Behaviour.SKIN_POACHER) {
            int count = 0;
            for (int i = 0; i < stage.settings().incursions().skinPoachersPerYear(); i++) {
                int drawn = stage.random("skin poacher's day", day / YEAR, i).below(YEAR);
                count += drawn == day % YEAR ? 1 : 0;
            }
            return count;
        }
        double mean = means.getOrDefault(behaviour, 0.0);
        double perDay = stage.settings().incursionsPerYear() / YEAR * share(behaviour);
        return mean == 0 ? 0 : random.poisson(perDay * season(behaviour, stage.date(day)) / mean);
    }

    private double share(Behaviour behaviour) {
        SimulationSettings.Incursions figures = stage.settings().incursions();
        return switch (behaviour) {
            case NETTER -> figures.netterShare();
            case NIGHT_HUNTER -> figures.nightHunterShare();
            case SNARE_SETTER -> figures.snareSetterShare();
            case DOG_HUNTER -> figures.dogHunterShare();
            case SKIN_POACHER -> 0;
        };
    }

    /** How likely a day is, against other days. */
    private double season(Behaviour behaviour, LocalDate date) {
        int month = date.getMonthValue();
        return switch (behaviour) {
            case NETTER -> month == 9 || month == 10 ? 3 : month >= 5 && month <= 8 ? 1.2 : 0.2;
            case NIGHT_HUNTER -> ShootingSeason.factor(date);
            case SNARE_SETTER -> month >= 10 || month <= 4 ? 1.3 : 0.6;
            case DOG_HUNTER -> stage.weather().daysSinceSnow(date) <= 2 ? 1 : 0;
            case SKIN_POACHER -> 1;
        };
    }

    private void begin(Behaviour behaviour, int day, int number, SimulationSink sink) {
        SimulationSettings.Incursions figures = stage.settings().incursions();
        RandomStream random = stage.random("incursion", behaviour.ordinal(), day, number);
        String id = "incursion-" + stage.date(day) + "-" + (behaviour.ordinal() + 1) + "." + number;
        Raid raid = new Raid(
                id,
                behaviour,
                day,
                stage.light(day),
                random.chance(figures.offTrailShare()),
                random.chance(figures.openlyArmedShare()),
                random.chance(figures.takesCameraShare()),
                random);
        Journey journey = plans.act(raid);
        List<Journey.Step> steps = journey.steps();
        long begin = steps.get(0).from();
        sink.incursion(new Incursion(
                id,
                behaviour,
                behaviour.heldOut(),
                Instant.ofEpochSecond(begin),
                Instant.ofEpochSecond(journey.now()),
                path(steps)));
        traces.leave(raid, journey);
        int told = steps.get(steps.size() / 2).cell();
        tips.tell(toldAs(behaviour), id, told, begin, stage.random("tip-off", behaviour.ordinal(), day, number));
    }

    private static EventKind toldAs(Behaviour behaviour) {
        return switch (behaviour) {
            case SNARE_SETTER -> EventKind.SNARE;
            case NIGHT_HUNTER -> EventKind.LIGHT;
            case NETTER -> EventKind.TRAP;
            case DOG_HUNTER -> EventKind.DOG;
            case SKIN_POACHER -> EventKind.WEAPON;
        };
    }

    private List<Waypoint> path(List<Journey.Step> steps) {
        List<Waypoint> path = new ArrayList<>();
        int points = Math.min(WAYPOINTS, steps.size());
        for (int i = 0; i < points; i++) {
            Journey.Step step = steps.get(points == 1 ? 0 : i * (steps.size() - 1) / (points - 1));
            path.add(new Waypoint(
                    Instant.ofEpochSecond(step.from()),
                    stage.landscape()
                            .plane()
                            .latitude(stage.landscape().terrain().north(step.cell())),
                    stage.landscape()
                            .plane()
                            .longitude(stage.landscape().terrain().east(step.cell()))));
        }
        return path;
    }
}
