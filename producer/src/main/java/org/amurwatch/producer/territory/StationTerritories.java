package org.amurwatch.producer.territory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Vertex;
import org.amurwatch.failure.CommandFailure;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.GeometryTransformer;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;
import org.locationtech.jts.precision.GeometryPrecisionReducer;

/**
 * Territories around stations: circles, cut half-way where two stations' circles would overlap (the Voronoi cell of each
 * position, within its circle). A station whose cameras stood at several positions has the union of theirs. Stations that
 * share a position share a territory.
 */
final class StationTerritories {

    static final double SMALLEST_RADIUS_METRES = 1;
    static final double LARGEST_RADIUS_METRES = 50_000;

    /** A polygon of so many corners has 99.9 % of the area of its circle. */
    private static final int CORNERS = 96;
    /** Corners are rounded to 1e-7 degrees, about a centimetre. */
    private static final double ROUNDING = 1e7;

    private static final double HIGHEST_LATITUDE = 89;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final List<Territory> territories;
    private final List<String> notes;

    private StationTerritories(List<Territory> territories, List<String> notes) {
        this.territories = territories;
        this.notes = notes;
    }

    /** The territories, in the order of the stations. */
    List<Territory> territories() {
        return territories;
    }

    /** What the user should know of, in sentences. */
    List<String> notes() {
        return notes;
    }

    /** @throws CommandFailure (exit code 2) if the radius is out of range or a circle leaves the map */
    static StationTerritories around(List<Station> stations, double radiusMetres, String sectorId, String timeZone) {
        if (!(radiusMetres >= SMALLEST_RADIUS_METRES && radiusMetres <= LARGEST_RADIUS_METRES)) {
            throw CommandFailure.usage("--radius " + radiusMetres + " is out of range: expected "
                    + (long) SMALLEST_RADIUS_METRES + " to " + (long) LARGEST_RADIUS_METRES + " metres.");
        }
        List<String> notes = new ArrayList<>();
        List<Station> apart = SharedPositions.merge(stations, notes);
        LocalPlane plane = planeOf(apart);
        List<Site> sites = sites(apart, plane, radiusMetres);
        List<Territory> territories = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < apart.size(); i++) {
            Station station = apart.get(i);
            territories.add(Territory.newBuilder()
                    .setId(territoryId(station.id(), ids))
                    .setName(station.name())
                    .setSectorId(sectorId)
                    .setTimeZone(timeZone)
                    .setPolygons(polygons(cell(i, sites), plane, station))
                    .build());
        }
        return new StationTerritories(territories, notes);
    }

    /** A position of a station (by its number), its circle in the plane. */
    private record Site(int station, Coordinate centre, List<Coordinate> circle, Envelope envelope) {}

    private static LocalPlane planeOf(List<Station> stations) {
        double reference = stations.get(0).positions().get(0).getLongitude();
        Envelope extent = new Envelope();
        for (Station station : stations) {
            for (Position position : station.positions()) {
                extent.expandToInclude(
                        Math.IEEEremainder(position.getLongitude() - reference, 360), position.getLatitude());
            }
        }
        Coordinate middle = extent.centre();
        return new LocalPlane(middle.y, reference + middle.x);
    }

    private static List<Site> sites(List<Station> stations, LocalPlane plane, double radiusMetres) {
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < stations.size(); i++) {
            for (Position position : stations.get(i).positions()) {
                // 111 km a degree: near enough for a circle that must stay off the pole.
                if (Math.abs(position.getLatitude()) + radiusMetres / 111_000 > HIGHEST_LATITUDE) {
                    throw CommandFailure.usage("Station '" + stations.get(i).id() + "' at latitude "
                            + position.getLatitude() + " is too near to a pole to draw a circle around it.");
                }
                List<Coordinate> circle =
                        plane.circle(position.getLatitude(), position.getLongitude(), radiusMetres, CORNERS);
                Envelope envelope = new Envelope();
                for (Coordinate corner : circle) {
                    envelope.expandToInclude(corner);
                }
                sites.add(
                        new Site(i, plane.toPlane(position.getLatitude(), position.getLongitude()), circle, envelope));
            }
        }
        return sites;
    }

    /** What is within reach of a station's positions and not nearer to a position of another station. */
    private static Geometry cell(int station, List<Site> sites) {
        List<Geometry> parts = new ArrayList<>();
        for (Site own : sites) {
            if (own.station() == station) {
                List<Coordinate> part = own.circle();
                for (Site other : sites) {
                    if (other.station() != station && own.envelope().intersects(other.envelope())) {
                        part = nearerHalf(part, own.centre(), other.centre());
                    }
                }
                List<Coordinate> closed = new ArrayList<>(part);
                closed.add(part.get(0));
                parts.add(FACTORY.createPolygon(closed.toArray(Coordinate[]::new)));
            }
        }
        return parts.size() == 1 ? parts.get(0) : UnaryUnionNG.union(parts, FACTORY, new PrecisionModel(1_000));
    }

    /** The part of a convex polygon that is nearer to one place than to another (Sutherland and Hodgman's clipping). */
    private static List<Coordinate> nearerHalf(List<Coordinate> polygon, Coordinate near, Coordinate far) {
        List<Coordinate> kept = new ArrayList<>();
        for (int i = 0; i < polygon.size(); i++) {
            Coordinate from = polygon.get(i);
            Coordinate to = polygon.get((i + 1) % polygon.size());
            double fromSide = side(from, near, far);
            double toSide = side(to, near, far);
            if (fromSide <= 0) {
                kept.add(from);
            }
            if ((fromSide < 0 && toSide > 0) || (fromSide > 0 && toSide < 0)) {
                double share = fromSide / (fromSide - toSide);
                kept.add(new Coordinate(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)));
            }
        }
        return kept;
    }

    /** Below 0 nearer to one place, above 0 nearer to the other: distance from the bisector, up to a factor. */
    private static double side(Coordinate point, Coordinate near, Coordinate far) {
        return (point.x - (near.x + far.x) / 2) * (far.x - near.x)
                + (point.y - (near.y + far.y) / 2) * (far.y - near.y);
    }

    private static List<Polygon> polygons(Geometry cell, LocalPlane plane, Station station) {
        Geometry inDegrees = new GeometryTransformer() {
            @Override
            protected org.locationtech.jts.geom.CoordinateSequence transformCoordinates(
                    org.locationtech.jts.geom.CoordinateSequence places, Geometry parent) {
                Coordinate[] corners = places.toCoordinateArray();
                for (int i = 0; i < corners.length; i++) {
                    corners[i] = plane.toDegrees(corners[i]);
                }
                return createCoordinateSequence(corners);
            }
        }.transform(cell);
        Geometry rounded = GeometryPrecisionReducer.reduce(inDegrees, new PrecisionModel(ROUNDING));
        List<Polygon> polygons = new ArrayList<>();
        for (int i = 0; i < rounded.getNumGeometries(); i++) {
            polygons.add(polygon((org.locationtech.jts.geom.Polygon) rounded.getGeometryN(i), station));
        }
        return polygons;
    }

    /** Longitudes come from a plane that may reach over the 180th meridian: they are brought back to -180 to 180. */
    private static Polygon polygon(org.locationtech.jts.geom.Polygon polygon, Station station) {
        Envelope extent = polygon.getEnvelopeInternal();
        double turns = 360 * Math.rint(extent.centre().x / 360);
        if (extent.getMinX() - turns < -180 || extent.getMaxX() - turns > 180) {
            throw CommandFailure.usage("The territory of station '" + station.id()
                    + "' would cross the 180th meridian: draw territories there by hand, cut at the meridian.");
        }
        List<List<Vertex>> rings = new ArrayList<>();
        rings.add(ring(polygon.getExteriorRing(), true, turns));
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            rings.add(ring(polygon.getInteriorRingN(i), false, turns));
        }
        return Polygon.newBuilder().setRings(rings).build();
    }

    private static List<Vertex> ring(LinearRing ring, boolean counterClockwise, double turns) {
        Geometry turned = Orientation.isCCW(ring.getCoordinateSequence()) == counterClockwise ? ring : ring.reverse();
        List<Vertex> vertices = new ArrayList<>();
        for (Coordinate corner : turned.getCoordinates()) {
            vertices.add(Vertex.newBuilder()
                    .setLongitude(Math.round((corner.x - turns) * ROUNDING) / ROUNDING)
                    .setLatitude(corner.y)
                    .build());
        }
        return vertices;
    }

    /** A station's id as a territory's: without '/', and unlike those before. */
    private static String territoryId(String stationId, Set<String> taken) {
        String id = stationId.replace('/', '-');
        id = id.length() > 95 ? id.substring(0, 95) : id;
        String free = id;
        for (int number = 2; !taken.add(free); number++) {
            free = id + "-" + number;
        }
        return free;
    }
}
