package org.amurwatch.producer.territory;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * A plane in metres around a group of places, and circles of true metres in it. Distances between places are true at its
 * middle latitude; circles are true everywhere, for they are drawn on the ellipsoid and then put into the plane.
 */
final class LocalPlane {

    /** WGS 84. */
    private static final double EQUATOR_RADIUS_METRES = 6_378_137;

    private static final double ECCENTRICITY_SQUARED = 6.694_379_990_14e-3;

    private final double middleLatitude;
    private final double middleLongitude;
    private final double metresPerDegreeNorth;
    private final double metresPerDegreeEast;

    LocalPlane(double middleLatitude, double middleLongitude) {
        this.middleLatitude = middleLatitude;
        this.middleLongitude = middleLongitude;
        double latitude = Math.toRadians(middleLatitude);
        this.metresPerDegreeNorth = Math.toRadians(meridianRadius(latitude));
        this.metresPerDegreeEast = Math.toRadians(normalRadius(latitude) * Math.cos(latitude));
    }

    /** Into the plane; longitudes are taken the short way round from its middle. */
    Coordinate toPlane(double latitude, double longitude) {
        double east = Math.IEEEremainder(longitude - middleLongitude, 360);
        return new Coordinate(east * metresPerDegreeEast, (latitude - middleLatitude) * metresPerDegreeNorth);
    }

    /** Back to longitude (x) and latitude (y); the longitude may be beyond 180 degrees. */
    Coordinate toDegrees(Coordinate plane) {
        return new Coordinate(
                middleLongitude + plane.x / metresPerDegreeEast, middleLatitude + plane.y / metresPerDegreeNorth);
    }

    /** The corners, counter-clockwise and not closed, of a polygon that is drawn into a circle. */
    List<Coordinate> circle(double latitude, double longitude, double radiusMetres, int corners) {
        List<Coordinate> circle = new ArrayList<>();
        for (int i = 0; i < corners; i++) {
            double bearing = -2 * Math.PI * i / corners;
            circle.add(destination(latitude, longitude, bearing, radiusMetres));
        }
        return circle;
    }

    /**
     * The place at a distance in a direction, in the plane: on the sphere that has the ellipsoid's radius of curvature in
     * that direction (Euler), true to a few parts in 100,000 for tens of kilometres.
     */
    private Coordinate destination(double latitude, double longitude, double bearing, double metres) {
        double lat = Math.toRadians(latitude);
        double radius = 1
                / (Math.pow(Math.cos(bearing), 2) / meridianRadius(lat)
                        + Math.pow(Math.sin(bearing), 2) / normalRadius(lat));
        double angle = metres / radius;
        double sinus = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing);
        double east = Math.atan2(
                Math.sin(bearing) * Math.sin(angle) * Math.cos(lat), Math.cos(angle) - Math.sin(lat) * sinus);
        Coordinate centre = toPlane(latitude, longitude);
        // Northing and easting are each scaled by their own radius, as the ellipsoid's degrees are.
        double north = (Math.asin(sinus) - lat) * radius / meridianRadius(lat);
        double eastOnEllipsoid = east * radius / normalRadius(lat);
        return new Coordinate(
                centre.x + Math.toDegrees(eastOnEllipsoid) * metresPerDegreeEast,
                centre.y + Math.toDegrees(north) * metresPerDegreeNorth);
    }

    private static double meridianRadius(double latitude) {
        double sinus = Math.sin(latitude);
        return EQUATOR_RADIUS_METRES
                * (1 - ECCENTRICITY_SQUARED)
                / Math.pow(1 - ECCENTRICITY_SQUARED * sinus * sinus, 1.5);
    }

    private static double normalRadius(double latitude) {
        double sinus = Math.sin(latitude);
        return EQUATOR_RADIUS_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinus * sinus);
    }
}
