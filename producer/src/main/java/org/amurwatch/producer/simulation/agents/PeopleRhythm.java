package org.amurwatch.producer.simulation.agents;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import org.amurwatch.producer.simulation.SimulationSettings.People;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Sun;

/** When villagers go: by week and season, and by the light. */
final class PeopleRhythm {

    private final People settings;
    private final double meanAway;
    private final double meanByRiver;

    PeopleRhythm(People settings, LocalDate from) {
        this.settings = settings;
        double away = 0;
        double byRiver = 0;
        for (int day = 0; day < 365; day++) {
            away += raw(from.plusDays(day), false);
            byRiver += raw(from.plusDays(day), true);
        }
        this.meanAway = away / 365;
        this.meanByRiver = byRiver / 365;
    }

    /** Against the mean of the year, which is 1. */
    double factor(LocalDate date, boolean byRiver) {
        return raw(date, byRiver) / (byRiver ? meanByRiver : meanAway);
    }

    private double raw(LocalDate date, boolean byRiver) {
        double factor = date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0 ? settings.weekendFactor() : 1;
        if (between(date, 4, 20, 6, 10)) {
            factor *= settings.springGatheringFactor();
        }
        if (between(date, 8, 10, 10, 10)) {
            factor *= settings.autumnGatheringFactor();
        }
        if (byRiver && between(date, 9, 1, 10, 20)) {
            factor *= settings.salmonFactor();
        }
        if (between(date, 11, 15, 12, 31) || between(date, 1, 1, 3, 15)) {
            factor *= settings.winterFactor();
        }
        if (between(date, 12, 25, 12, 31) || between(date, 1, 1, 1, 8)) {
            factor *= settings.newYearFactor();
        }
        return factor;
    }

    static boolean between(LocalDate date, int fromMonth, int fromDay, int toMonth, int toDay) {
        MonthDay day = MonthDay.from(date);
        return !day.isBefore(MonthDay.of(fromMonth, fromDay)) && !day.isAfter(MonthDay.of(toMonth, toDay));
    }

    /** A moment of the day: a few in the dark, most of those in the evening, the others about noon. */
    long moment(Sun.Light light, long midnight, RandomStream random) {
        if (!random.chance(settings.darkShare())) {
            double share = (random.next() + random.next()) / 2;
            return light.sunrise() + (long) ((light.sunset() - light.sunrise()) * share);
        }
        return random.chance(0.7)
                ? Math.min(light.sunset() + random.below(3 * 3600), midnight + 86_399)
                : light.sunrise() - 60 - random.below(2 * 3600);
    }
}
