package org.amurwatch.streams.routing;

import java.time.Duration;
import java.time.Instant;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Position;
import org.amurwatch.streams.territory.Ground;

/**
 * The straight way of a team from one position to the next, at an even pace; or a single position. Distances are measured on
 * a plane that touches the Earth half-way: over tens of kilometres the error is below 0.5 %.
 */
record Walk(
        double fromLatitude, double fromLongitude, Instant start, double toLatitude, double toLongitude, Instant end) {

    static Walk between(PatrolPosition from, PatrolPosition to) {
        return new Walk(
                from.getPosition().getLatitude(),
                from.getPosition().getLongitude(),
                from.getAt(),
                to.getPosition().getLatitude(),
                to.getPosition().getLongitude(),
                to.getAt());
    }

    static Walk at(PatrolPosition position) {
        return between(position, position);
    }

    static double metres(Position from, Position to) {
        return metres(from.getLatitude(), from.getLongitude(), to.getLatitude(), to.getLongitude());
    }

    /** On the plane, which is quicker than on the sphere: it is asked for each event and each position around its time. */
    static double metres(double fromLatitude, double fromLongitude, double toLatitude, double toLongitude) {
        double cosine = Math.cos(Math.toRadians((fromLatitude + toLatitude) / 2));
        double degrees = degreesEast(fromLongitude, toLongitude);
        return Math.hypot(toLatitude - fromLatitude, degrees * cosine) * Ground.METRES_PER_DEGREE;
    }

    /** Across the line of the date: the shorter way round. */
    private static double degreesEast(double from, double to) {
        double degrees = to - from;
        // The remainder is slow.
        return Math.abs(degrees) <= 180 ? degrees : Math.IEEEremainder(degrees, 360);
    }

    /** Metres from the way to a position at the nearest, within a time, bounds included; positive infinity: not on the way then. */
    double nearest(double latitude, double longitude, Instant from, Instant to) {
        if (end.isBefore(from) || start.isAfter(to)) {
            return Double.POSITIVE_INFINITY;
        }
        double first = share(from);
        double last = share(to);
        double cosine = Math.cos(Math.toRadians(latitude));
        double ax = degreesEast(longitude, fromLongitude) * cosine;
        double ay = fromLatitude - latitude;
        double dx = degreesEast(fromLongitude, toLongitude) * cosine;
        double dy = toLatitude - fromLatitude;
        double squared = dx * dx + dy * dy;
        double foot = squared == 0 ? first : -(ax * dx + ay * dy) / squared;
        double along = Math.max(first, Math.min(last, foot));
        return metres(latitude, longitude, fromLatitude + along * dy, fromLongitude + along * (dx / cosine));
    }

    /** Which share of the way is behind the team at a time, 0 to 1. */
    private double share(Instant time) {
        long whole = Duration.between(start, end).toMillis();
        double share = whole == 0 ? 0 : (double) Duration.between(start, time).toMillis() / whole;
        return Math.max(0, Math.min(1, share));
    }
}
