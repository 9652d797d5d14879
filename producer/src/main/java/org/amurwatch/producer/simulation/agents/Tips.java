package org.amurwatch.producer.simulation.agents;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Origin;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.sensors.Seen;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.jspecify.annotations.Nullable;

/** What inhabitants tell, true and not, hours to days late and a kilometre or two off; patrols go and look. */
public final class Tips {

    private static final EventKind[] RUMOURS = {
        EventKind.HUMAN_PRESENCE,
        EventKind.HUMAN_PRESENCE,
        EventKind.HUMAN_PRESENCE,
        EventKind.VEHICLE,
        EventKind.VEHICLE,
        EventKind.SNARE,
        EventKind.SNARE,
        EventKind.LIGHT,
        EventKind.TRAP,
        EventKind.DOG,
        EventKind.WEAPON
    };

    private final Stage stage;
    private final List<Tip> open = new ArrayList<>();

    /** A place to look at, told at a moment. */
    record Tip(int cell, long told) {}

    public Tips(Stage stage) {
        this.stage = stage;
    }

    /** Somebody tells of an incursion, or not; by what it was, or only that people or a vehicle were there. */
    void tell(EventKind kind, String incursionId, int target, long happened, RandomStream random) {
        if (random.chance(stage.settings().patrols().tipOffShare())) {
            double draw = random.next();
            EventKind told = draw < 0.3 ? EventKind.HUMAN_PRESENCE : draw < 0.5 ? EventKind.VEHICLE : kind;
            print(told, Origin.INCURSION, incursionId, target, happened, random);
        }
    }

    /** The rumours of one local day. */
    public void day(int day) {
        RandomStream random = stage.random("rumours", day);
        for (int n = random.poisson(stage.settings().patrols().rumoursPerYear() / 365); n > 0; n--) {
            EventKind kind = RUMOURS[random.below(RUMOURS.length)];
            int cell = stage.landscape()
                    .hotCells()
                    .get(random.below(stage.landscape().hotCells().size()));
            long happened = stage.period().start(day) + random.below(86_400);
            print(kind, Origin.RUMOUR, null, cell, happened, random);
        }
    }

    private void print(
            EventKind kind, Origin origin, @Nullable String incursion, int cell, long happened, RandomStream random) {
        int place = stage.landscape().around(cell, random.between(0, 2000), random);
        long told = happened + 3600 + (long) random.exponential(86_400);
        stage.printer()
                .at(
                        "inhabitants",
                        Sensor.TIP_OFF,
                        Seen.of(kind, origin, 1, incursion),
                        place,
                        happened / 3600 * 3600,
                        told,
                        null,
                        null,
                        random);
        open.add(new Tip(place, told));
    }

    /** The oldest tip known by now within 30 km, which is then dealt with; -1 for none. */
    int take(int base, long now) {
        for (Iterator<Tip> tips = open.iterator(); tips.hasNext(); ) {
            Tip tip = tips.next();
            if (tip.told() < now && stage.landscape().terrain().metres(base, tip.cell()) < 30_000) {
                tips.remove();
                return tip.cell();
            }
        }
        return -1;
    }
}
