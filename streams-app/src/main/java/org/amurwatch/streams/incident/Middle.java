package org.amurwatch.streams.incident;

import java.util.List;
import org.amurwatch.avro.Position;

/** The middle of positions, and the radius that holds all of them. For areas of some kilometres, away from the antimeridian. */
final class Middle {

    private static final double METRES_PER_DEGREE = Math.toRadians(6_371_008.8);

    private Middle() {}

    /** @param positions one at least */
    static Position of(List<Position> positions) {
        double latitude =
                positions.stream().mapToDouble(Position::getLatitude).average().orElseThrow();
        double longitude =
                positions.stream().mapToDouble(Position::getLongitude).average().orElseThrow();
        double radius = positions.stream()
                .mapToDouble(position -> metres(latitude, longitude, position))
                .max()
                .orElseThrow();
        return new Position(latitude, longitude, radius);
    }

    private static double metres(double latitude, double longitude, Position to) {
        double north = (to.getLatitude() - latitude) * METRES_PER_DEGREE;
        double east = (to.getLongitude() - longitude) * METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude));
        return Math.hypot(north, east);
    }
}
