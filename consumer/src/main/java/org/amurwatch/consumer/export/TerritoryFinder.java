package org.amurwatch.consumer.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Vertex;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/**
 * The territory of a position, by the territories as they are at the offsets of the export: several polygons: the smallest area,
 * then the smallest id; none: {@code outside/} and the cell of a tenth of a degree. As {@code rebuild} would locate it.
 */
final class TerritoryFinder {

    private static final GeometryFactory GEOMETRY = new GeometryFactory();
    private static final String OUTSIDE = "outside/";

    private final List<Area> areas = new ArrayList<>();

    private record Area(String id, PreparedGeometry shape, double size) {}

    private TerritoryFinder() {}

    /** Of the territories that the index holds; retired ones, and those that can't be areas, are left out. */
    static TerritoryFinder of(ExportIndex index) {
        TerritoryFinder finder = new TerritoryFinder();
        index.eachTerritory(territory -> {
            if (!territory.getRetired()) {
                area(territory).ifPresent(finder.areas::add);
            }
        });
        finder.areas.sort(Comparator.comparingDouble(Area::size).thenComparing(Area::id));
        return finder;
    }

    String territoryOf(Position position) {
        for (double longitude : sameMeridian(position.getLongitude())) {
            for (Area area : areas) {
                if (area.shape.covers(GEOMETRY.createPoint(new Coordinate(longitude, position.getLatitude())))) {
                    return area.id;
                }
            }
        }
        return OUTSIDE + tenths(position.getLatitude()) + "," + tenths(position.getLongitude());
    }

    /** Polygons end at the antimeridian (RFC 7946, 3.1.9). */
    private static double[] sameMeridian(double longitude) {
        return Math.abs(longitude) == 180 ? new double[] {longitude, -longitude} : new double[] {longitude};
    }

    /** Decimal arithmetic, since 10 * 131.4 is not 1314 in binary. */
    private static String tenths(double degrees) {
        return BigDecimal.valueOf(degrees).setScale(1, RoundingMode.FLOOR).toPlainString();
    }

    private static Optional<Area> area(Territory territory) {
        try {
            List<Geometry> parts = new ArrayList<>();
            double size = 0;
            for (Polygon polygon : territory.getPolygons()) {
                List<LinearRing> rings =
                        polygon.getRings().stream().map(TerritoryFinder::ring).toList();
                parts.add(GEOMETRY.createPolygon(
                        rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new)));
                for (int i = 0; i < rings.size(); i++) {
                    double ring = size(rings.get(i).getCoordinateSequence());
                    size += i == 0 ? ring : -ring;
                }
            }
            Geometry whole = parts.size() == 1 ? parts.get(0) : UnaryUnionOp.union(parts);
            return whole == null
                    ? Optional.empty()
                    : Optional.of(new Area(territory.getId(), PreparedGeometryFactory.prepare(whole), size));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // What 'territories load' refuses, and intake passes over.
            return Optional.empty();
        }
    }

    private static LinearRing ring(List<Vertex> ring) {
        return GEOMETRY.createLinearRing(ring.stream()
                .map(vertex -> new Coordinate(vertex.getLongitude(), vertex.getLatitude()))
                .toArray(Coordinate[]::new));
    }

    /** Relative size on the sphere (Chamberlain and Duquette, JPL 2007, equation 2). */
    private static double size(CoordinateSequence ring) {
        double sum = 0;
        for (int i = 1; i < ring.size(); i++) {
            sum += Math.toRadians(ring.getX(i) - ring.getX(i - 1))
                    * (2 + Math.sin(Math.toRadians(ring.getY(i - 1))) + Math.sin(Math.toRadians(ring.getY(i))));
        }
        return Math.abs(sum);
    }
}
