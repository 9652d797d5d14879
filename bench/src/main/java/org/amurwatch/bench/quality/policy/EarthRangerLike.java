package org.amurwatch.bench.quality.policy;

import static org.amurwatch.producer.simulation.EventKind.CAMP;
import static org.amurwatch.producer.simulation.EventKind.GUNSHOT;
import static org.amurwatch.producer.simulation.EventKind.HUMAN_PRESENCE;
import static org.amurwatch.producer.simulation.EventKind.HUMAN_TRACKS;
import static org.amurwatch.producer.simulation.EventKind.SNARE;
import static org.amurwatch.producer.simulation.EventKind.VEHICLE;
import static org.amurwatch.producer.simulation.EventKind.WEAPON;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.amurwatch.bench.quality.sign.Signs;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.SimulatedEvent;

/**
 * Alert rules by type of event with a weekly schedule and conditions on an event's fields, as PADAS/er-server
 * docs/topics/alerts.md describes them: an unconditional rule for snares, shots, camps and weapons, and a rule for people
 * and vehicles that is active by a schedule. Each event that matches is told on its own.
 *
 * <p>Knobs: the schedule, and the least probability of a machine's sign of people.
 */
public final class EarthRangerLike implements Policy {

    public static final String NAME = "earthranger-like";

    private static final Set<EventKind> ALWAYS = EnumSet.of(SNARE, GUNSHOT, CAMP, WEAPON);
    private static final Set<EventKind> PEOPLE = EnumSet.of(HUMAN_PRESENCE, HUMAN_TRACKS, VEHICLE);

    /** When the rule for people is active. */
    enum Schedule {
        NEVER,
        NIGHTS,
        NIGHTS_AND_WEEKENDS,
        ALL_WEEK;

        private static final HourWindow NIGHT = new HourWindow(20, 5);

        boolean isActive(ZonedDateTime time) {
            return switch (this) {
                case NEVER -> false;
                case NIGHTS -> NIGHT.contains(time.getHour());
                case NIGHTS_AND_WEEKENDS ->
                    NIGHT.contains(time.getHour())
                            || time.getDayOfWeek() == DayOfWeek.SATURDAY
                            || time.getDayOfWeek() == DayOfWeek.SUNDAY;
                case ALL_WEEK -> true;
            };
        }
    }

    private final Schedule schedule;
    private final double leastProbability;
    private final ZoneId timeZone;

    EarthRangerLike(Schedule schedule, double leastProbability, ZoneId timeZone) {
        this.schedule = schedule;
        this.leastProbability = leastProbability;
        this.timeZone = timeZone;
    }

    public static PolicyFamily family() {
        PolicySetting asMade = setting(Schedule.NIGHTS, 0);
        List<PolicySetting> knobs = new ArrayList<>(List.of(asMade));
        for (Schedule schedule : Schedule.values()) {
            for (double probability : new double[] {0, 0.5, 0.8}) {
                PolicySetting setting = setting(schedule, probability);
                if (!setting.label().equals(asMade.label())) {
                    knobs.add(setting);
                }
            }
        }
        return new PolicyFamily(NAME, asMade, knobs);
    }

    private static PolicySetting setting(Schedule schedule, double probability) {
        return new PolicySetting(
                "people " + schedule + ", probability " + probability,
                map -> new EarthRangerLike(schedule, probability, map.timeZone()));
    }

    @Override
    public void receive(SimulatedEvent event, Consumer<Page> pages) {
        if (Signs.isFreshSign(event) && matches(event)) {
            pages.accept(Page.review(event.receivedAt(), event.id()));
        }
    }

    private boolean matches(SimulatedEvent event) {
        return ALWAYS.contains(event.kind())
                || (PEOPLE.contains(event.kind())
                        && MachineProbability.atLeast(leastProbability, event)
                        && schedule.isActive(Signs.happenedAt(event).atZone(timeZone)));
    }
}
