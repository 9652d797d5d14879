package org.amurwatch.streams.place;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.amurwatch.streams.territory.Ground;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.LineIntersector;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.AbstractNode;
import org.locationtech.jts.index.strtree.Boundable;
import org.locationtech.jts.index.strtree.ItemBoundable;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Segments by where they lie: the nearest, and those that a way crosses. Lines end at the antimeridian (RFC 7946, 3.1.9), so
 * each question is asked on both sides of it. Immutable, and safe for several threads.
 */
final class SegmentTree {

    private final STRtree tree = new STRtree();

    SegmentTree(Collection<Segment> segments) {
        segments.forEach(segment -> tree.insert(segment.envelope(), segment));
        // Built now: a tree that is built by its first query may not be queried by two threads.
        tree.build();
    }

    /** A segment, and how far it is. */
    record Found(Segment segment, double metres) {}

    /** The nearest segment within some distance; of several as near, that of the place with the smallest id. */
    Optional<Found> nearest(double latitude, double longitude, double withinMetres) {
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        Search search = new Search(latitude, withinMetres);
        search.add(tree.getRoot(), longitude);
        search.add(tree.getRoot(), beyondAntimeridian(longitude));
        return Optional.ofNullable(search.run());
    }

    /** Whether the straight way between two points touches a segment that is no point. */
    boolean crosses(double fromLatitude, double fromLongitude, double toLatitude, double toLongitude) {
        double east = toLongitude - fromLongitude;
        // The shorter way round the Earth, though it leave the map.
        double end = east > 180 ? toLongitude - 360 : east < -180 ? toLongitude + 360 : toLongitude;
        double shift = fromLongitude + end > 0 ? -360 : 360;
        return touches(new Coordinate(fromLongitude, fromLatitude), new Coordinate(end, toLatitude))
                || touches(
                        new Coordinate(fromLongitude + shift, fromLatitude), new Coordinate(end + shift, toLatitude));
    }

    private boolean touches(Coordinate from, Coordinate to) {
        LineIntersector intersector = new RobustLineIntersector();
        List<?> near = tree.query(new Envelope(from, to));
        for (Object found : near) {
            Segment segment = (Segment) found;
            if (!segment.isPoint()) {
                intersector.computeIntersection(from, to, segment.a(), segment.b());
                if (intersector.hasIntersection()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The same meridian as the tree's other edge has it. */
    static double beyondAntimeridian(double longitude) {
        return longitude > 0 ? longitude - 360 : longitude + 360;
    }

    /** Best first: a part of the tree is opened only while nothing nearer than its nearest corner is known. */
    private static final class Search {

        private final double latitude;
        private final double metresPerDegreeEast;
        private final PriorityQueue<Part> open = new PriorityQueue<>(Comparator.comparingDouble(Part::leastMetres));
        private double nearestMetres;
        private @Nullable Segment nearest;

        private record Part(AbstractNode node, double longitude, double leastMetres) {}

        Search(double latitude, double withinMetres) {
            this.latitude = latitude;
            this.metresPerDegreeEast = Ground.METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude));
            this.nearestMetres = withinMetres;
        }

        void add(AbstractNode node, double longitude) {
            double least = leastMetres(node, longitude);
            if (least <= nearestMetres) {
                open.add(new Part(node, longitude, least));
            }
        }

        @Nullable
        Found run() {
            for (Part part = open.poll(); part != null && part.leastMetres <= nearestMetres; part = open.poll()) {
                for (Object child : part.node.getChildBoundables()) {
                    if (child instanceof AbstractNode node) {
                        add(node, part.longitude);
                    } else if (leastMetres((Boundable) child, part.longitude) <= nearestMetres) {
                        measure((Segment) ((ItemBoundable) child).getItem(), part.longitude);
                    }
                }
            }
            return nearest == null ? null : new Found(nearest, nearestMetres);
        }

        private void measure(Segment segment, double longitude) {
            double metres = Ground.metresToSegment(
                    latitude,
                    longitude,
                    segment.latitudeA(),
                    segment.longitudeA(),
                    segment.latitudeB(),
                    segment.longitudeB());
            if (metres < nearestMetres || (metres == nearestMetres && precedes(segment))) {
                nearestMetres = metres;
                nearest = segment;
            }
        }

        private boolean precedes(Segment segment) {
            return nearest == null
                    || segment.place().getId().compareTo(nearest.place().getId()) < 0;
        }

        /** No point of a part is nearer than this; in the measure of {@link Ground#metresToSegment}. */
        private double leastMetres(Boundable part, double longitude) {
            Envelope bounds = (Envelope) part.getBounds();
            double east = Math.max(0, Math.max(bounds.getMinX() - longitude, longitude - bounds.getMaxX()));
            double north = Math.max(0, Math.max(bounds.getMinY() - latitude, latitude - bounds.getMaxY()));
            return Math.hypot(east * metresPerDegreeEast, north * Ground.METRES_PER_DEGREE);
        }
    }
}
