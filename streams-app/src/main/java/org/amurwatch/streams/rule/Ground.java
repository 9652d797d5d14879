package org.amurwatch.streams.rule;

/** Distances on the Earth, taken as a sphere of its mean radius (IUGG). */
final class Ground {

    private static final double RADIUS_METRES = 6_371_008.8;

    /** Metres of a degree of latitude. */
    static final double METRES_PER_DEGREE = Math.toRadians(RADIUS_METRES);

    private Ground() {}

    static double metres(RuleEvent one, RuleEvent other) {
        return metres(one.latitude(), one.longitude(), other.latitude(), other.longitude());
    }

    /** By the haversine formula, which gives the same in both directions to the last bit. */
    static double metres(double latitudeA, double longitudeA, double latitudeB, double longitudeB) {
        double sineOfLatitudes = Math.sin(Math.toRadians(latitudeB - latitudeA) / 2);
        double sineOfLongitudes = Math.sin(Math.toRadians(longitudeB - longitudeA) / 2);
        double cosines = Math.cos(Math.toRadians(latitudeA)) * Math.cos(Math.toRadians(latitudeB));
        double half = sineOfLatitudes * sineOfLatitudes + cosines * (sineOfLongitudes * sineOfLongitudes);
        return 2 * RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(half)));
    }

    static boolean within(RuleEvent one, RuleEvent other, double metres) {
        // A degree of latitude is the same everywhere: most events that are too far are seen to be so without a sine.
        return Math.abs(one.latitude() - other.latitude()) * METRES_PER_DEGREE <= metres + 1
                && metres(one, other) <= metres;
    }
}
