package org.amurwatch.bench.quality.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.producer.simulation.FieldMap.Line;
import org.amurwatch.producer.simulation.FieldMap.Place;

/**
 * The distance from anywhere to the nearest of some places or lines. Answers are kept per place asked for, rounded to 0.001
 * degrees: devices stand still. At most 100,000 of them.
 */
final class DistanceField {

    private static final int MOST_KEPT = 100_000;
    private static final double NOWHERE_METRES = 1_000_000;

    private record Segment(Place from, Place to) {
        double metres(double latitude, double longitude) {
            double fromEast = Ground.east(longitude, from.longitude(), latitude);
            double fromNorth = Ground.north(latitude, from.latitude());
            double east = Ground.east(from.longitude(), to.longitude(), latitude);
            double north = Ground.north(from.latitude(), to.latitude());
            double length = east * east + north * north;
            double share = length == 0 ? 0 : Math.min(1, Math.max(0, -(fromEast * east + fromNorth * north) / length));
            return Math.hypot(fromEast + share * east, fromNorth + share * north);
        }
    }

    private record Cell(long latitude, long longitude) {}

    private final List<Segment> segments;
    private final Map<Cell, Double> kept = new HashMap<>();

    private DistanceField(List<Segment> segments) {
        this.segments = segments;
    }

    static DistanceField ofPlaces(List<Place> places) {
        return new DistanceField(
                places.stream().map(place -> new Segment(place, place)).toList());
    }

    static DistanceField ofLines(List<Line> lines) {
        List<Segment> segments = new ArrayList<>();
        for (Line line : lines) {
            for (int i = 1; i < line.points().size(); i++) {
                segments.add(new Segment(line.points().get(i - 1), line.points().get(i)));
            }
        }
        return new DistanceField(segments);
    }

    /** A thousand kilometres where there is nothing to be near to. */
    double metres(double latitude, double longitude) {
        Cell cell = new Cell(Math.round(latitude * 1000), Math.round(longitude * 1000));
        Double known = kept.get(cell);
        if (known != null) {
            return known;
        }
        double nearest = NOWHERE_METRES;
        for (Segment segment : segments) {
            nearest = Math.min(nearest, segment.metres(latitude, longitude));
        }
        if (kept.size() < MOST_KEPT) {
            kept.put(cell, nearest);
        }
        return nearest;
    }
}
