package org.amurwatch.streams.place;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.streams.territory.Ground;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The map as an index in memory. A question costs about the same however many places there are. Distances are those of
 * {@link Ground}: right to half a per cent over some kilometres, to a few over a hundred. Immutable, and safe for several
 * threads.
 */
public final class PlaceIndex implements Places {

    /** What a position is described by: everybody knows where they are. */
    static final Set<PlaceKind> KNOWN_POINTS =
            EnumSet.of(PlaceKind.VILLAGE, PlaceKind.TOWN, PlaceKind.BASE, PlaceKind.LANDMARK);

    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private final Map<PlaceKind, Layer> layers = new EnumMap<>(PlaceKind.class);
    private final SegmentTree barriers;
    private final SegmentTree knownPoints;

    private PlaceIndex(List<PlaceShape> shapes) {
        for (PlaceKind kind : PlaceKind.values()) {
            layers.put(
                    kind,
                    new Layer(shapes.stream()
                            .filter(shape -> shape.place().getKind() == kind)
                            .toList()));
        }
        this.barriers = new SegmentTree(shapes.stream()
                .filter(shape -> shape.place().getBarrier())
                .flatMap(shape -> shape.segments().stream())
                .toList());
        this.knownPoints = new SegmentTree(shapes.stream()
                .filter(shape -> KNOWN_POINTS.contains(shape.place().getKind()) && shape.centre() != null)
                .map(shape -> Segment.point(shape.place(), Objects.requireNonNull(shape.centre())))
                .toList());
    }

    /**
     * An index of places; retired ones are left out.
     *
     * @throws IllegalArgumentException if a place can't be used: see {@link #check}
     */
    public static PlaceIndex of(Collection<Place> places) {
        return new PlaceIndex(places.stream()
                .filter(place -> !place.getRetired())
                .map(PlaceShape::of)
                .toList());
    }

    /**
     * Whether a place can be used.
     *
     * @throws IllegalArgumentException with a sentence if not: a blank id or name, no form or two, a ring that is not closed
     *     or crosses itself, a corner that is not on the Earth, a line across the antimeridian
     */
    public static void check(Place place) {
        PlaceShape.of(place);
    }

    @Override
    public double metresTo(PlaceKind kind, double latitude, double longitude) {
        return layer(kind).metresTo(latitude, longitude);
    }

    @Override
    public boolean crosses(
            PlaceKind kind, double fromLatitude, double fromLongitude, double toLatitude, double toLongitude) {
        return layer(kind).segments.crosses(fromLatitude, fromLongitude, toLatitude, toLongitude);
    }

    @Override
    public boolean barrierBetween(double fromLatitude, double fromLongitude, double toLatitude, double toLongitude) {
        return barriers.crosses(fromLatitude, fromLongitude, toLatitude, toLongitude);
    }

    @Override
    public Optional<Nearby> nearestKnownPoint(double latitude, double longitude, double withinMetres) {
        return knownPoints.nearest(latitude, longitude, withinMetres).map(found -> {
            Segment point = found.segment();
            double bearing = Ground.bearingDegrees(point.latitudeA(), point.longitudeA(), latitude, longitude);
            return new Nearby(point.place(), found.metres(), bearing);
        });
    }

    private Layer layer(PlaceKind kind) {
        return Objects.requireNonNull(layers.get(kind), "every kind has a layer");
    }

    /** The places of one kind. */
    private static final class Layer {

        private final SegmentTree segments;
        private final STRtree areas = new STRtree();

        Layer(List<PlaceShape> shapes) {
            this.segments = new SegmentTree(
                    shapes.stream().flatMap(shape -> shape.segments().stream()).toList());
            for (PlaceShape shape : shapes) {
                if (shape.area() != null) {
                    areas.insert(shape.area().getEnvelopeInternal(), PreparedGeometryFactory.prepare(shape.area()));
                }
            }
            areas.build();
        }

        double metresTo(double latitude, double longitude) {
            if (inside(latitude, longitude) || inside(latitude, SegmentTree.beyondAntimeridian(longitude))) {
                return 0;
            }
            return segments.nearest(latitude, longitude, Double.POSITIVE_INFINITY)
                    .map(SegmentTree.Found::metres)
                    .orElse(Double.POSITIVE_INFINITY);
        }

        private boolean inside(double latitude, double longitude) {
            Coordinate at = new Coordinate(longitude, latitude);
            Point point = GEOMETRY.createPoint(at);
            for (Object found : areas.query(new Envelope(at))) {
                if (((PreparedGeometry) found).covers(point)) {
                    return true;
                }
            }
            return false;
        }
    }
}
