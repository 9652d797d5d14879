package org.amurwatch.streams.territory;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.amurwatch.avro.Territory;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** A territory with its area made ready for questions; immutable, and safe for several threads. */
public final class TerritoryShape {

    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private final Territory territory;
    private final PreparedGeometry prepared;
    private final double squareMetres;
    private final List<CoordinateSequence> edges;

    private TerritoryShape(Territory territory, Geometry area) {
        this.territory = territory;
        this.prepared = PreparedGeometryFactory.prepare(area);
        this.edges = AreaGeometry.rings(area);
        this.squareMetres = squareMetres(area);
    }

    /**
     * The shape of a territory.
     *
     * @throws IllegalArgumentException with a sentence, if the territory can't be used: no polygon, a ring that is not
     *     closed or crosses itself, an unknown time zone, an id that is blank or begins with {@code outside/}
     */
    public static TerritoryShape of(Territory territory) {
        checkNames(territory);
        return new TerritoryShape(
                territory, AreaGeometry.of("Territory '" + territory.getId() + "'", territory.getPolygons()));
    }

    public Territory territory() {
        return territory;
    }

    /** Area on the sphere. */
    double squareMetres() {
        return squareMetres;
    }

    Envelope envelope() {
        return prepared.getGeometry().getEnvelopeInternal();
    }

    /** Whether a point belongs to the territory; its edge does. */
    boolean covers(double latitude, double longitude) {
        Point point = GEOMETRY.createPoint(new Coordinate(longitude, latitude));
        return prepared.covers(point);
    }

    /** Metres from a point to the nearest edge, from within or from without. */
    double metresToEdge(double latitude, double longitude) {
        double nearest = Double.POSITIVE_INFINITY;
        for (CoordinateSequence edge : edges) {
            for (int i = 1; i < edge.size(); i++) {
                nearest = Math.min(
                        nearest,
                        Ground.metresToSegment(
                                latitude, longitude, edge.getY(i - 1), edge.getX(i - 1), edge.getY(i), edge.getX(i)));
            }
        }
        return nearest;
    }

    private static void checkNames(Territory territory) {
        if (territory.getId().isBlank() || territory.getId().startsWith("outside/")) {
            throw unusable(territory, "has an id that is blank or begins with 'outside/'");
        }
        if (territory.getSectorId().isBlank()) {
            throw unusable(territory, "has no sector");
        }
        try {
            ZoneId.of(territory.getTimeZone());
        } catch (DateTimeException e) {
            throw unusable(
                    territory,
                    "has the time zone '" + territory.getTimeZone() + "'; expected a name such as Asia/Vladivostok");
        }
    }

    private static IllegalArgumentException unusable(Territory territory, String what) {
        return new IllegalArgumentException("Territory '" + territory.getId() + "' " + what + ".");
    }

    private static double squareMetres(Geometry area) {
        double sum = 0;
        for (int i = 0; i < area.getNumGeometries(); i++) {
            org.locationtech.jts.geom.Polygon polygon = (org.locationtech.jts.geom.Polygon) area.getGeometryN(i);
            sum += squareMetres(polygon.getExteriorRing().getCoordinateSequence());
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                sum -= squareMetres(polygon.getInteriorRingN(hole).getCoordinateSequence());
            }
        }
        return sum;
    }

    /** Chamberlain and Duquette, "Some algorithms for polygons on a sphere", JPL 2007, equation 2. */
    private static double squareMetres(CoordinateSequence ring) {
        double sum = 0;
        for (int i = 1; i < ring.size(); i++) {
            sum += Math.toRadians(ring.getX(i) - ring.getX(i - 1))
                    * (2 + Math.sin(Math.toRadians(ring.getY(i - 1))) + Math.sin(Math.toRadians(ring.getY(i))));
        }
        return Math.abs(sum) * Ground.RADIUS_METRES * Ground.RADIUS_METRES / 2;
    }
}
