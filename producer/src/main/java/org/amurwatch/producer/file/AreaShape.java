package org.amurwatch.producer.file;

import java.util.List;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Vertex;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;

/** Shapes of areas in longitude (x) and latitude (y), and their areas on the Earth. */
public final class AreaShape {

    /** Mean radius of the Earth (IUGG), metres. */
    private static final double EARTH_RADIUS_METRES = 6_371_008.8;

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private AreaShape() {}

    public static Geometry of(List<Polygon> polygons) {
        return FACTORY.createMultiPolygon(polygons.stream()
                .map(polygon -> {
                    List<LinearRing> rings =
                            polygon.getRings().stream().map(AreaShape::ring).toList();
                    return FACTORY.createPolygon(
                            rings.get(0), rings.stream().skip(1).toArray(LinearRing[]::new));
                })
                .toArray(org.locationtech.jts.geom.Polygon[]::new));
    }

    private static LinearRing ring(List<Vertex> vertices) {
        return FACTORY.createLinearRing(vertices.stream()
                .map(vertex -> new Coordinate(vertex.getLongitude(), vertex.getLatitude()))
                .toArray(Coordinate[]::new));
    }

    /** Area on a sphere, square metres; lines and points have none. */
    public static double squareMetres(Geometry shape) {
        double area = 0;
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            if (shape.getGeometryN(i) instanceof org.locationtech.jts.geom.Polygon polygon) {
                area += ringArea(polygon.getExteriorRing());
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    area -= ringArea(polygon.getInteriorRingN(hole));
                }
            } else if (shape.getGeometryN(i).getNumGeometries() > 1) {
                area += squareMetres(shape.getGeometryN(i));
            }
        }
        return area;
    }

    /** Chamberlain and Duquette (JPL 07-03), "Some algorithms for polygons on a sphere". */
    private static double ringArea(LinearRing ring) {
        Coordinate[] corners = ring.getCoordinates();
        double sum = 0;
        for (int i = 1; i < corners.length; i++) {
            sum += Math.toRadians(corners[i].x - corners[i - 1].x)
                    * (2 + Math.sin(Math.toRadians(corners[i - 1].y)) + Math.sin(Math.toRadians(corners[i].y)));
        }
        return Math.abs(sum) * EARTH_RADIUS_METRES * EARTH_RADIUS_METRES / 2;
    }
}
