package org.amurwatch.streams.territory;

import org.amurwatch.avro.Position;

/**
 * Lengths and areas on the Earth, taken as a sphere of its mean radius. Distances to lines are measured on a plane that touches
 * it at the point in question (local equirectangular): over the few kilometres that matter here the error is below 0.5 %.
 */
public final class Ground {

    /** Mean radius of the Earth (IUGG). */
    public static final double RADIUS_METRES = 6_371_008.8;

    public static final double METRES_PER_DEGREE = Math.toRadians(RADIUS_METRES);

    private Ground() {}

    /** How many degrees of longitude {@code metres} are at a latitude; at most 180. */
    public static double degreesOfLongitude(double metres, double latitude) {
        double perDegree = METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude));
        return perDegree * 180 <= metres ? 180 : metres / perDegree;
    }

    /** Metres between two points in degrees, by the haversine formula: the same in both directions to the last bit. */
    public static double metres(double latitudeA, double longitudeA, double latitudeB, double longitudeB) {
        double sineOfLatitudes = Math.sin(Math.toRadians(latitudeB - latitudeA) / 2);
        double sineOfLongitudes = Math.sin(Math.toRadians(longitudeB - longitudeA) / 2);
        double cosines = Math.cos(Math.toRadians(latitudeA)) * Math.cos(Math.toRadians(latitudeB));
        double half = sineOfLatitudes * sineOfLatitudes + cosines * (sineOfLongitudes * sineOfLongitudes);
        return 2 * RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(half)));
    }

    /** As {@link #metres(double, double, double, double)}. */
    public static double metres(Position a, Position b) {
        return metres(a.getLatitude(), a.getLongitude(), b.getLatitude(), b.getLongitude());
    }

    /** Metres from a point to a line between two others, all in degrees. */
    public static double metresToSegment(
            double latitude,
            double longitude,
            double latitudeA,
            double longitudeA,
            double latitudeB,
            double longitudeB) {
        double metresPerDegreeOfLongitude = METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude));
        double ax = (longitudeA - longitude) * metresPerDegreeOfLongitude;
        double ay = (latitudeA - latitude) * METRES_PER_DEGREE;
        double bx = (longitudeB - longitude) * metresPerDegreeOfLongitude;
        double by = (latitudeB - latitude) * METRES_PER_DEGREE;
        double dx = bx - ax;
        double dy = by - ay;
        double squared = dx * dx + dy * dy;
        double along = squared == 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / squared));
        return Math.hypot(ax + along * dx, ay + along * dy);
    }

    /** The direction in which one sets out for the other point, in degrees: 0 north, 90 east; below 360. */
    public static double bearingDegrees(
            double fromLatitude, double fromLongitude, double toLatitude, double toLongitude) {
        double from = Math.toRadians(fromLatitude);
        double to = Math.toRadians(toLatitude);
        double east = Math.toRadians(toLongitude - fromLongitude);
        double degrees = Math.toDegrees(Math.atan2(
                Math.sin(east) * Math.cos(to),
                Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(east)));
        return degrees < 0 ? degrees + 360 : degrees;
    }
}
