package org.amurwatch.producer.territory;

import java.util.Collection;
import java.util.List;
import org.amurwatch.avro.Territory;
import org.amurwatch.producer.file.AreaShape;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/** The ground of all territories together, and what lies near it. */
public final class TerritoryGround {

    /** Where a place lies. */
    public enum Nearness {
        /** In a territory. */
        INSIDE,
        /** In none, and no farther from one than the margin. */
        NEAR,
        /** Farther from every one. */
        FAR
    }

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final List<Area> areas;
    private final double marginMetres;

    private TerritoryGround(List<Area> areas, double marginMetres) {
        this.areas = areas;
        this.marginMetres = marginMetres;
    }

    /** @param territories retired ones are passed over */
    public static TerritoryGround of(Collection<Territory> territories, double marginMetres) {
        return new TerritoryGround(
                territories.stream()
                        .filter(territory -> !territory.getRetired())
                        .map(territory -> Area.of(territory, marginMetres))
                        .toList(),
                marginMetres);
    }

    /** Whether there is no territory at all. */
    public boolean isEmpty() {
        return areas.isEmpty();
    }

    public Nearness nearness(double latitude, double longitude) {
        boolean near = false;
        for (Area area : areas) {
            Coordinate place = area.plane.toPlane(latitude, longitude);
            if (area.reach.contains(place)) {
                Point point = FACTORY.createPoint(place);
                if (area.shape.intersects(point)) {
                    return Nearness.INSIDE;
                }
                near |= area.border.distance(point) <= marginMetres;
            }
        }
        return near ? Nearness.NEAR : Nearness.FAR;
    }

    /**
     * One territory, in the plane around its middle.
     *
     * @param reach the rectangle that holds it with its margin
     */
    private record Area(LocalPlane plane, Envelope reach, PreparedGeometry shape, IndexedFacetDistance border) {

        static Area of(Territory territory, double marginMetres) {
            Geometry degrees = AreaShape.of(territory.getPolygons());
            Coordinate middle = degrees.getEnvelopeInternal().centre();
            LocalPlane plane = new LocalPlane(middle.y, middle.x);
            Geometry metres = degrees.copy();
            metres.apply((CoordinateFilter) corner -> corner.setCoordinate(plane.toPlane(corner.y, corner.x)));
            metres.geometryChanged();
            Envelope reach = new Envelope(metres.getEnvelopeInternal());
            reach.expandBy(marginMetres);
            return new Area(plane, reach, PreparedGeometryFactory.prepare(metres), new IndexedFacetDistance(metres));
        }
    }
}
