package org.amurwatch.streams.territory;

import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Vertex;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/** Areas of records as geometry, in longitude (x) and latitude (y); what can't be an area is refused with a sentence. */
public final class AreaGeometry {

    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private AreaGeometry() {}

    /**
     * Polygons as one area.
     *
     * @param called what sentences call the record, such as {@code Territory 'a'}
     * @throws IllegalArgumentException if there is no polygon, or a ring is not closed, crosses itself or leaves the Earth
     */
    public static Geometry of(String called, List<Polygon> polygons) {
        if (polygons.isEmpty()) {
            throw unusable(called, "has no polygon; expected at least one");
        }
        List<Geometry> areas = new ArrayList<>();
        for (Polygon polygon : polygons) {
            areas.add(area(called, polygon));
        }
        return areas.size() == 1 ? areas.get(0) : UnaryUnionOp.union(areas);
    }

    /** The edges of an area: its outer rings and holes. */
    public static List<CoordinateSequence> rings(Geometry area) {
        Geometry boundary = area.getBoundary();
        List<CoordinateSequence> rings = new ArrayList<>();
        for (int i = 0; i < boundary.getNumGeometries(); i++) {
            rings.add(((LineString) boundary.getGeometryN(i)).getCoordinateSequence());
        }
        return rings;
    }

    /** @throws IllegalArgumentException if a corner does not lie on the Earth */
    public static void checkCorner(String called, Vertex corner) {
        // Written so that NaN fails too.
        if (!(Math.abs(corner.getLatitude()) <= 90 && Math.abs(corner.getLongitude()) <= 180)) {
            throw unusable(
                    called,
                    "has a corner at longitude " + corner.getLongitude() + ", latitude " + corner.getLatitude()
                            + "; expected -180 to 180 and -90 to 90");
        }
    }

    private static Geometry area(String called, Polygon polygon) {
        if (polygon.getRings().isEmpty()) {
            throw unusable(called, "has a polygon without an outer ring");
        }
        List<LinearRing> rings = new ArrayList<>();
        for (List<Vertex> ring : polygon.getRings()) {
            rings.add(ring(called, ring));
        }
        Geometry area = GEOMETRY.createPolygon(
                rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
        TopologyValidationError error = new IsValidOp(area).getValidationError();
        if (error != null) {
            throw unusable(
                    called,
                    "has a polygon that can't be right: " + error.getMessage() + " near longitude "
                            + error.getCoordinate().x + ", latitude " + error.getCoordinate().y);
        }
        return area;
    }

    private static LinearRing ring(String called, List<Vertex> ring) {
        ring.forEach(corner -> checkCorner(called, corner));
        Coordinate[] coordinates = ring.stream()
                .map(vertex -> new Coordinate(vertex.getLongitude(), vertex.getLatitude()))
                .toArray(Coordinate[]::new);
        if (coordinates.length < 4 || !coordinates[0].equals2D(coordinates[coordinates.length - 1])) {
            throw unusable(
                    called,
                    "has a ring of " + coordinates.length
                            + " corners; expected four or more, of which the last is the first again");
        }
        return GEOMETRY.createLinearRing(coordinates);
    }

    private static IllegalArgumentException unusable(String called, String what) {
        return new IllegalArgumentException(called + " " + what + ".");
    }
}
