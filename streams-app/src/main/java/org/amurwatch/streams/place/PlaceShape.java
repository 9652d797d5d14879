package org.amurwatch.streams.place;

import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.Vertex;
import org.amurwatch.streams.territory.AreaGeometry;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;

/**
 * A place with its form made ready for questions: a point, lines, or an area, of which a point may be the middle.
 *
 * @param area null where it has none
 * @param centre the point that distances in words are reckoned from; null for lines
 * @param segments what distances are measured to: its lines or edges, or the point alone
 */
record PlaceShape(
        Place place, @Nullable Geometry area, @Nullable Vertex centre, List<Segment> segments) {

    PlaceShape {
        segments = List.copyOf(segments);
    }

    /** @throws IllegalArgumentException with a sentence, if the place can't be used */
    static PlaceShape of(Place place) {
        if (place.getId().isBlank()) {
            throw new IllegalArgumentException("A place has an id; got a blank.");
        }
        if (place.getName().isBlank()) {
            throw unusable(place, "has no name");
        }
        List<List<Vertex>> lines = lines(place);
        if (!place.getPolygons().isEmpty()) {
            return area(place, lines);
        }
        if (lines.isEmpty()) {
            throw unusable(place, "has neither a point, a line nor an area");
        }
        List<Segment> segments = new ArrayList<>();
        lines.forEach(line -> segments(place, line, segments));
        Vertex point = isPoint(lines) ? lines.get(0).get(0) : null;
        return new PlaceShape(place, null, point, segments);
    }

    private static PlaceShape area(Place place, List<List<Vertex>> lines) {
        if (!lines.isEmpty() && !isPoint(lines)) {
            throw unusable(place, "has both lines and an area; expected one of them");
        }
        Geometry area = AreaGeometry.of(called(place), place.getPolygons());
        List<Segment> segments = new ArrayList<>();
        for (CoordinateSequence ring : AreaGeometry.rings(area)) {
            for (int i = 1; i < ring.size(); i++) {
                segments.add(new Segment(place, ring.getY(i - 1), ring.getX(i - 1), ring.getY(i), ring.getX(i)));
            }
        }
        return new PlaceShape(
                place, area, lines.isEmpty() ? middle(area) : lines.get(0).get(0), segments);
    }

    private static Vertex middle(Geometry area) {
        Coordinate middle = area.getCentroid().getCoordinate();
        return new Vertex(middle.y, middle.x);
    }

    private static List<List<Vertex>> lines(Place place) {
        List<List<Vertex>> lines = new ArrayList<>();
        if (!place.getLine().isEmpty()) {
            lines.add(place.getLine());
        }
        for (List<Vertex> line : place.getFurtherLines()) {
            if (line.size() < 2) {
                throw unusable(place, "has a further line of " + line.size() + " corners; expected two or more");
            }
            lines.add(line);
        }
        lines.forEach(line -> line.forEach(corner -> AreaGeometry.checkCorner(called(place), corner)));
        if (lines.size() > 1 && lines.get(0).size() < 2) {
            throw unusable(place, "has both a point and lines; expected one of them");
        }
        return lines;
    }

    private static boolean isPoint(List<List<Vertex>> lines) {
        return lines.size() == 1 && lines.get(0).size() == 1;
    }

    private static void segments(Place place, List<Vertex> line, List<Segment> segments) {
        if (line.size() == 1) {
            segments.add(Segment.point(place, line.get(0)));
        }
        for (int i = 1; i < line.size(); i++) {
            Vertex from = line.get(i - 1);
            Vertex to = line.get(i);
            if (Math.abs(to.getLongitude() - from.getLongitude()) > 180) {
                throw unusable(place, "has a line across the 180th meridian; expected two lines that end there");
            }
            segments.add(
                    new Segment(place, from.getLatitude(), from.getLongitude(), to.getLatitude(), to.getLongitude()));
        }
    }

    private static String called(Place place) {
        return "Place '" + place.getId() + "'";
    }

    private static IllegalArgumentException unusable(Place place, String what) {
        return new IllegalArgumentException(called(place) + " " + what + ".");
    }
}
