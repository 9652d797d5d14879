package org.amurwatch.consumer.export;

/**
 * Metres east and north in one zone of the Universal Transverse Mercator projection of WGS 84, by Krüger's series to the third
 * order in n (Karney 2011, doi 10.1007/s00190-011-0445-3): within a few hundred kilometres of the zone's middle right to less than
 * a millimetre.
 *
 * @param number 1 to 60
 * @param south whether the southern hemisphere's false northing is added
 */
record UtmZone(int number, boolean south) {

    private static final double SEMI_MAJOR_METRES = 6_378_137.0;
    private static final double FLATTENING = 1 / 298.257_223_563;
    private static final double SCALE = 0.9996;
    private static final double FALSE_EASTING = 500_000;
    private static final double FALSE_NORTHING = 10_000_000;
    private static final double N = FLATTENING / (2 - FLATTENING);
    private static final double RECTIFYING_RADIUS = SEMI_MAJOR_METRES / (1 + N) * (1 + N * N / 4 + N * N * N * N / 64);
    private static final double[] ALPHA = {
        N / 2 - 2 * N * N / 3 + 5 * N * N * N / 16, 13 * N * N / 48 - 3 * N * N * N / 5, 61 * N * N * N / 240
    };

    private static final int DEGREES_A_ZONE = 6;
    private static final int ZONES = 60;

    /** A point on the plane. */
    record Metres(double east, double north) {}

    /** The zone that holds a place. The exceptions around Norway are not made: any zone near by serves. */
    static UtmZone of(double latitude, double longitude) {
        int number = (int) Math.floor((longitude + 180) / DEGREES_A_ZONE) + 1;
        return new UtmZone(Math.min(number, ZONES), latitude < 0);
    }

    /** Its code in the EPSG register. */
    int epsg() {
        return (south ? 32_700 : 32_600) + number;
    }

    /** Where a place lies on the plane of this zone. */
    Metres project(double latitude, double longitude) {
        double middle = (number - 1) * DEGREES_A_ZONE - 180 + DEGREES_A_ZONE / 2.0;
        double phi = Math.toRadians(latitude);
        double lambda = Math.toRadians(longitude - middle);
        double eccentricity = 2 * Math.sqrt(N) / (1 + N);
        double sine = Math.sin(phi);
        double conformal = Math.sinh(atanh(sine) - eccentricity * atanh(eccentricity * sine));
        double xi = Math.atan2(conformal, Math.cos(lambda));
        double eta = atanh(Math.sin(lambda) / Math.sqrt(1 + conformal * conformal));
        double east = eta;
        double north = xi;
        for (int j = 1; j <= ALPHA.length; j++) {
            east += ALPHA[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
            north += ALPHA[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
        }
        return new Metres(
                FALSE_EASTING + SCALE * RECTIFYING_RADIUS * east,
                (south ? FALSE_NORTHING : 0) + SCALE * RECTIFYING_RADIUS * north);
    }

    private static double atanh(double x) {
        return Math.log((1 + x) / (1 - x)) / 2;
    }
}
