package org.amurwatch.streams.individual;

import org.amurwatch.avro.Position;

/** Lengths along the ground. */
final class Distance {

    /** Mean radius of the Earth (IUGG). */
    private static final double RADIUS_METRES = 6_371_008.8;

    private Distance() {}

    /** Metres between two positions on a sphere (haversine). */
    static double metres(double latitudeA, double longitudeA, double latitudeB, double longitudeB) {
        double a = Math.toRadians(latitudeA);
        double b = Math.toRadians(latitudeB);
        double northward = Math.sin((b - a) / 2);
        double eastward = Math.sin(Math.toRadians(longitudeB - longitudeA) / 2);
        double h = northward * northward + Math.cos(a) * Math.cos(b) * eastward * eastward;
        return 2 * RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    static double metres(Position a, Position b) {
        return metres(a.getLatitude(), a.getLongitude(), b.getLatitude(), b.getLongitude());
    }
}
