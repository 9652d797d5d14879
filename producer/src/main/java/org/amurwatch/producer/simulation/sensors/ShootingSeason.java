package org.amurwatch.producer.simulation.sensors;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** When people shoot: November to March, and early in the week (Korup; mongabay 2016-04). */
public final class ShootingSeason {

    private ShootingSeason() {}

    /** Against the mean of a year, which is 1 (within 2 %). */
    public static double factor(LocalDate date) {
        int month = date.getMonthValue();
        double season = month >= 11 || month <= 3 ? 1.7 : 0.5;
        DayOfWeek day = date.getDayOfWeek();
        double week = day.compareTo(DayOfWeek.WEDNESDAY) <= 0 ? 1.33 : 0.75;
        return season * week;
    }
}
