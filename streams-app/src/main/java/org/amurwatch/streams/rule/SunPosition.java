package org.amurwatch.streams.rule;

import java.time.Duration;
import java.time.Instant;

/**
 * Where the sun stands, by the equations of NOAA's Solar Calculator
 * (<a href="https://gml.noaa.gov/grad/solcalc/calcdetails.html">gml.noaa.gov/grad/solcalc</a>, after Meeus, Astronomical
 * Algorithms): good to a hundredth of a degree between 1900 and 2100. Refraction is left out, as it is from the definition
 * of twilight.
 */
public final class SunPosition {

    /** The sun's elevation at which civil twilight ends, and it is dark for eyes and cameras. */
    public static final double CIVIL_TWILIGHT_DEGREES = -6;

    private static final Instant JULIAN_2000 = Instant.parse("2000-01-01T12:00:00Z");
    private static final double MILLIS_PER_DAY = 86_400_000.0;
    private static final double DAYS_PER_CENTURY = 36_525.0;

    private SunPosition() {}

    /** Degrees of the sun's centre above the horizon. */
    public static double elevationDegrees(Instant at, double latitude, double longitude) {
        double days = Duration.between(JULIAN_2000, at).toMillis() / MILLIS_PER_DAY;
        double century = days / DAYS_PER_CENTURY;
        double meanLongitude = 280.46646 + century * (36_000.76983 + century * 0.0003032);
        double meanAnomaly = Math.toRadians(357.52911 + century * (35_999.05029 - 0.0001537 * century));
        double eccentricity = 0.016708634 - century * (0.000042037 + 0.0000001267 * century);
        double centre = Math.sin(meanAnomaly) * (1.914602 - century * (0.004817 + 0.000014 * century))
                + Math.sin(2 * meanAnomaly) * (0.019993 - 0.000101 * century)
                + Math.sin(3 * meanAnomaly) * 0.000289;
        double node = Math.toRadians(125.04 - 1_934.136 * century);
        double apparentLongitude = Math.toRadians(meanLongitude + centre - 0.00569 - 0.00478 * Math.sin(node));
        double obliquity = Math.toRadians(23.0
                + (26.0 + (21.448 - century * (46.815 + century * (0.00059 - century * 0.001813))) / 60) / 60
                + 0.00256 * Math.cos(node));
        double declination = Math.asin(Math.sin(obliquity) * Math.sin(apparentLongitude));
        double hourAngle = Math.toRadians(
                trueSolarMinutes(days, meanLongitude, meanAnomaly, eccentricity, obliquity, longitude) / 4 - 180);
        double phi = Math.toRadians(latitude);
        return Math.toDegrees(Math.asin(
                Math.sin(phi) * Math.sin(declination) + Math.cos(phi) * Math.cos(declination) * Math.cos(hourAngle)));
    }

    private static double trueSolarMinutes(
            double days,
            double meanLongitude,
            double meanAnomaly,
            double eccentricity,
            double obliquity,
            double longitude) {
        double y = Math.pow(Math.tan(obliquity / 2), 2);
        double twiceLongitude = 2 * Math.toRadians(meanLongitude);
        double equationOfTimeMinutes = 4
                * Math.toDegrees(y * Math.sin(twiceLongitude)
                        - 2 * eccentricity * Math.sin(meanAnomaly)
                        + 4 * eccentricity * y * Math.sin(meanAnomaly) * Math.cos(twiceLongitude)
                        - 0.5 * y * y * Math.sin(2 * twiceLongitude)
                        - 1.25 * eccentricity * eccentricity * Math.sin(2 * meanAnomaly));
        double minutesOfDay = (days + 0.5 - Math.floor(days + 0.5)) * 1_440;
        return minutesOfDay + equationOfTimeMinutes + 4 * longitude;
    }
}
