package org.amurwatch.producer.simulation.world;

import java.time.LocalDate;

/** Storms and snow, day by day from the seed. The shares are assumptions; the season is the monsoon's and the winter's. */
public final class Weather {

    private final long seed;

    public Weather(long seed) {
        this.seed = seed;
    }

    /** A tenth of days over the year, most in the typhoon months. */
    public boolean storm(LocalDate date) {
        return RandomStream.of(seed, "storm", date.toEpochDay()).chance(stormChance(date));
    }

    /** Chance of a storm on that day of the year. */
    public static double stormChance(LocalDate date) {
        return switch (date.getMonthValue()) {
            case 7, 8, 9 -> 0.18;
            case 4, 5, 6, 10 -> 0.10;
            default -> 0.06;
        };
    }

    public boolean snowfall(LocalDate date) {
        int month = date.getMonthValue();
        return (month >= 11 || month <= 3)
                && RandomStream.of(seed, "snow", date.toEpochDay()).chance(0.15);
    }

    /** Days since the last snowfall; 99 if none fell within three weeks. */
    public int daysSinceSnow(LocalDate date) {
        for (int days = 0; days < 21; days++) {
            if (snowfall(date.minusDays(days))) {
                return days;
            }
        }
        return 99;
    }
}
