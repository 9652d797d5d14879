package org.amurwatch.bench.quality.policy;

import java.time.Duration;
import java.time.Instant;

/** How high the sun stands, to about half a degree: enough to tell day from night (Astronomical Almanac, low precision). */
final class SunElevation {

    private static final Instant EPOCH_2000 = Instant.parse("2000-01-01T12:00:00Z");

    private SunElevation() {}

    static double degrees(Instant at, double latitude, double longitude) {
        double days = Duration.between(EPOCH_2000, at).toSeconds() / 86_400.0;
        double meanAnomaly = Math.toRadians(357.528 + 0.9856003 * days);
        double eclipticLongitude = Math.toRadians(
                280.460 + 0.9856474 * days + 1.915 * Math.sin(meanAnomaly) + 0.020 * Math.sin(2 * meanAnomaly));
        double obliquity = Math.toRadians(23.439 - 0.0000004 * days);
        double declination = Math.asin(Math.sin(obliquity) * Math.sin(eclipticLongitude));
        double rightAscension =
                Math.atan2(Math.cos(obliquity) * Math.sin(eclipticLongitude), Math.cos(eclipticLongitude));
        double siderealDegrees = 280.46062 + 360.98564737 * days + longitude;
        double hourAngle = Math.toRadians(siderealDegrees) - rightAscension;
        double phi = Math.toRadians(latitude);
        return Math.toDegrees(Math.asin(
                Math.sin(phi) * Math.sin(declination) + Math.cos(phi) * Math.cos(declination) * Math.cos(hourAngle)));
    }
}
