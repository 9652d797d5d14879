package org.amurwatch.producer.simulation.agents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.producer.simulation.Behaviour;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Origin;
import org.amurwatch.producer.simulation.SimulationSettings;
import org.amurwatch.producer.simulation.sensors.Seen;
import org.amurwatch.producer.simulation.world.Gait;
import org.amurwatch.producer.simulation.world.Journey;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Terrain;

/** What an incursion leaves on its way: pictures where it passes a camera, tracks, shots, and itself for a patrol to meet. */
final class RaidTraces {

    private static final long HOUR = 3600;
    private static final int SHOT_HEARD_CELLS = 3;

    private final Stage stage;

    RaidTraces(Stage stage) {
        this.stage = stage;
    }

    void leave(Raid raid, Journey journey) {
        int people = 1 + raid.random().below(3);
        for (Journey.Step step : journey.steps()) {
            pictures(raid, step, people);
            signs(raid, step);
        }
        raid.shots().forEach(shot -> heard(raid, shot));
    }

    private void pictures(Raid raid, Journey.Step step, int people) {
        SimulationSettings.Incursions figures = stage.settings().incursions();
        int station = stage.landscape().stationIn(step.cell());
        RandomStream random = raid.random();
        if (station >= 0 && random.chance(step.onWay() ? figures.passesOnWay() : figures.passesOffWay())) {
            Seen[] seen = seen(raid, step, people).toArray(Seen[]::new);
            stage.cameras().passage(stage.landscape().stations().get(station), step.from(), random, seen);
        }
    }

    private static List<Seen> seen(Raid raid, Journey.Step step, int people) {
        List<Seen> seen = new ArrayList<>(2);
        if (step.gait() == Gait.VEHICLE) {
            seen.add(Seen.of(EventKind.VEHICLE, Origin.INCURSION, 1, raid.id()));
            return seen;
        }
        boolean weapon = raid.armedOpenly() && raid.random().chance(0.5);
        EventKind kind = weapon ? EventKind.WEAPON : EventKind.HUMAN_PRESENCE;
        seen.add(Seen.of(kind, Origin.INCURSION, people, raid.id()));
        if (raid.behaviour() == Behaviour.DOG_HUNTER) {
            seen.add(Seen.of(EventKind.DOG, Origin.INCURSION, 1 + raid.random().below(3), raid.id()));
        }
        return seen;
    }

    /** Tracks last for days in snow and hours without; a patrol in the same place at the same time meets them. */
    private void signs(Raid raid, Journey.Step step) {
        stage.signs()
                .add(
                        step.cell(),
                        Seen.of(EventKind.PATROL_CONTACT, Origin.INCURSION, 1, raid.id()),
                        step.from(),
                        step.to(),
                        0.5);
        if (step.gait() != Gait.VEHICLE && stage.landscape().terrain().way(step.cell()) != Terrain.ROAD) {
            LocalDate date = Instant.ofEpochSecond(step.from())
                    .atZone(stage.period().zone())
                    .toLocalDate();
            boolean snow = stage.weather().daysSinceSnow(date) <= 10;
            long lasting = snow ? 72 * HOUR : 16 * HOUR;
            Seen tracks = Seen.of(EventKind.HUMAN_TRACKS, Origin.INCURSION, 1, raid.id());
            stage.signs().add(step.cell(), tracks, step.from(), step.to() + lasting, snow ? 0.25 : 0.06);
        }
    }

    /** By sensors, and by a patrol within about a kilometre and a half. */
    private void heard(Raid raid, Raid.Shot shot) {
        stage.shotSensors().shot(shot.cell(), shot.at(), Origin.INCURSION, raid.id(), raid.random());
        Terrain terrain = stage.landscape().terrain();
        Seen seen = Seen.of(EventKind.GUNSHOT, Origin.INCURSION, 1, raid.id());
        for (int north = -SHOT_HEARD_CELLS; north <= SHOT_HEARD_CELLS; north++) {
            for (int east = -SHOT_HEARD_CELLS; east <= SHOT_HEARD_CELLS; east++) {
                int column = shot.cell() % terrain.columns() + east;
                int row = shot.cell() / terrain.columns() + north;
                if (column >= 0 && column < terrain.columns() && row >= 0 && row < terrain.rows()) {
                    stage.signs().add(row * terrain.columns() + column, seen, shot.at(), shot.at() + 60, 0.8);
                }
            }
        }
    }
}
