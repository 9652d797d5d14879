package org.amurwatch.streams.place;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Vertex;
import org.jspecify.annotations.Nullable;

/** Answers by looking at every corner of every place, with the geometry of a school book. */
final class EveryPlace {

    private static final double METRES_PER_DEGREE = Math.toRadians(6_371_008.8);

    private final Collection<Place> places;

    EveryPlace(Collection<Place> places) {
        this.places = places;
    }

    double metresTo(PlaceKind kind, Vertex at) {
        double nearest = Double.POSITIVE_INFINITY;
        for (Place place : places) {
            if (place.getKind() == kind) {
                if (!place.getPolygons().isEmpty()
                        && inside(place.getPolygons().get(0).getRings().get(0), at)) {
                    return 0;
                }
                for (List<Vertex> line : lines(place)) {
                    nearest = Math.min(nearest, metres(line, at));
                }
            }
        }
        return nearest;
    }

    @Nullable
    String nearestPoint(Vertex at, double withinMetres) {
        String nearest = null;
        double metres = withinMetres;
        for (Place place : places) {
            boolean known = List.of(PlaceKind.VILLAGE, PlaceKind.TOWN, PlaceKind.BASE, PlaceKind.LANDMARK)
                    .contains(place.getKind());
            if (known && (!place.getPolygons().isEmpty() || place.getLine().size() == 1)) {
                Vertex middle = place.getPolygons().isEmpty()
                        ? place.getLine().get(0)
                        : centroid(place.getPolygons().get(0).getRings().get(0));
                double far = metres(List.of(middle), at);
                if (far <= metres) {
                    metres = far;
                    nearest = place.getId();
                }
            }
        }
        return nearest;
    }

    boolean crosses(Collection<Place> among, Vertex from, Vertex to) {
        double end = near(to.getLongitude(), from.getLongitude());
        for (Place place : among) {
            for (List<Vertex> line : lines(place)) {
                for (int i = 1; i < line.size(); i++) {
                    for (double turn : new double[] {-360, 0, 360}) {
                        if (cross(
                                from.getLongitude(),
                                from.getLatitude(),
                                end,
                                to.getLatitude(),
                                line.get(i - 1).getLongitude() + turn,
                                line.get(i - 1).getLatitude(),
                                line.get(i).getLongitude() + turn,
                                line.get(i).getLatitude())) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private static List<List<Vertex>> lines(Place place) {
        List<List<Vertex>> lines = new ArrayList<>(place.getFurtherLines());
        if (!place.getLine().isEmpty()) {
            lines.add(place.getLine());
        }
        place.getPolygons().forEach(polygon -> lines.addAll(polygon.getRings()));
        return lines;
    }

    private static double near(double longitude, double other) {
        double turned = longitude;
        while (turned - other > 180) {
            turned -= 360;
        }
        while (turned - other < -180) {
            turned += 360;
        }
        return turned;
    }

    /** By thirds: the distance along a segment has one minimum. */
    private static double metres(List<Vertex> line, Vertex at) {
        double nearest = Double.POSITIVE_INFINITY;
        for (double turn : new double[] {-360, 0, 360}) {
            for (int i = 0; i < line.size(); i++) {
                Vertex a = line.get(Math.max(0, i - 1));
                Vertex b = line.get(i);
                double low = 0;
                double high = 1;
                for (int round = 0; round < 100; round++) {
                    double left = low + (high - low) / 3;
                    double right = high - (high - low) / 3;
                    if (metres(a, b, left, turn, at) < metres(a, b, right, turn, at)) {
                        high = right;
                    } else {
                        low = left;
                    }
                }
                nearest = Math.min(nearest, metres(a, b, low, turn, at));
            }
        }
        return nearest;
    }

    private static double metres(Vertex a, Vertex b, double share, double turn, Vertex at) {
        double longitude = a.getLongitude() + share * (b.getLongitude() - a.getLongitude()) + turn;
        double latitude = a.getLatitude() + share * (b.getLatitude() - a.getLatitude());
        double east = (longitude - at.getLongitude()) * Math.cos(Math.toRadians(at.getLatitude())) * METRES_PER_DEGREE;
        double north = (latitude - at.getLatitude()) * METRES_PER_DEGREE;
        return Math.sqrt(east * east + north * north);
    }

    /** By counting edges to the east. */
    private static boolean inside(List<Vertex> ring, Vertex at) {
        boolean inside = false;
        for (int i = 1; i < ring.size(); i++) {
            Vertex a = ring.get(i - 1);
            Vertex b = ring.get(i);
            if ((a.getLatitude() > at.getLatitude()) != (b.getLatitude() > at.getLatitude())) {
                double share = (at.getLatitude() - a.getLatitude()) / (b.getLatitude() - a.getLatitude());
                if (a.getLongitude() + share * (b.getLongitude() - a.getLongitude()) > at.getLongitude()) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }

    private static Vertex centroid(List<Vertex> ring) {
        double area = 0;
        double x = 0;
        double y = 0;
        Vertex first = ring.get(0);
        for (int i = 1; i < ring.size(); i++) {
            double ax = ring.get(i - 1).getLongitude() - first.getLongitude();
            double ay = ring.get(i - 1).getLatitude() - first.getLatitude();
            double bx = ring.get(i).getLongitude() - first.getLongitude();
            double by = ring.get(i).getLatitude() - first.getLatitude();
            double turn = ax * by - bx * ay;
            area += turn;
            x += (ax + bx) * turn;
            y += (ay + by) * turn;
        }
        return new Vertex(first.getLatitude() + y / (3 * area), first.getLongitude() + x / (3 * area));
    }

    private static boolean cross(
            double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
        return side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0
                && side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0;
    }

    private static double side(double ax, double ay, double bx, double by, double px, double py) {
        return Math.signum((bx - ax) * (py - ay) - (by - ay) * (px - ax));
    }
}
