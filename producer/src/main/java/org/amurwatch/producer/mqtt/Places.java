package org.amurwatch.producer.mqtt;

import org.amurwatch.avro.Position;
import org.jspecify.annotations.Nullable;

/** Positions as devices state them. */
final class Places {

    private static final double MOST_UNCERTAIN_METRES = 20_000_000;

    private Places() {}

    /**
     * A position; null where there is none: what is out of range, and 0, 0, which a receiver says that has no fix.
     *
     * @param uncertaintyMetres NaN, or what is no radius: not known
     */
    static @Nullable Position of(double latitude, double longitude, double uncertaintyMetres) {
        boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
        if (!onEarth || latitude == 0 && longitude == 0) {
            return null;
        }
        boolean radius = uncertaintyMetres > 0 && uncertaintyMetres <= MOST_UNCERTAIN_METRES;
        return Position.newBuilder()
                .setLatitude(latitude)
                .setLongitude(longitude)
                .setUncertaintyMetres(radius ? uncertaintyMetres : null)
                .build();
    }
}
