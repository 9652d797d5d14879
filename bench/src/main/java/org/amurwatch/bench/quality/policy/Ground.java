package org.amurwatch.bench.quality.policy;

/** Distances on the ground, in metres, on a plane that fits within some tens of kilometres. */
final class Ground {

    private static final double METRES_PER_DEGREE = 111_195;

    private Ground() {}

    static double east(double fromLongitude, double toLongitude, double latitude) {
        return (toLongitude - fromLongitude) * METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude));
    }

    static double north(double fromLatitude, double toLatitude) {
        return (toLatitude - fromLatitude) * METRES_PER_DEGREE;
    }

    static double metres(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        return Math.hypot(east(longitude, otherLongitude, latitude), north(latitude, otherLatitude));
    }
}
