package org.amurwatch.producer.simulation.world;

/** Metres east and north of the world's south-west corner, and degrees: flat, which is good enough for 100 km. */
public record Plane(double originLatitude, double originLongitude) {

    private static final double METRES_PER_DEGREE = 111_320;

    /** Degrees north, to 5 decimals: about a metre. */
    public double latitude(double northMetres) {
        return rounded(originLatitude + northMetres / METRES_PER_DEGREE);
    }

    /** Degrees east, to 5 decimals. */
    public double longitude(double eastMetres) {
        return rounded(originLongitude
                + eastMetres / (METRES_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(originLatitude))));
    }

    private static double rounded(double degrees) {
        return StrictMath.round(degrees * 100_000) / 100_000.0;
    }
}
