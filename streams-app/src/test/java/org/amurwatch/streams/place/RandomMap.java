package org.amurwatch.streams.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Vertex;

/** Random places within about fifty kilometres of a middle, which may lie on the antimeridian; each keeps to one side of it. */
final class RandomMap {

    private static final double SIZE_DEGREES = 0.5;

    private final Random random;
    private final double latitude;
    private final double longitude;

    RandomMap(Random random, double latitude, double longitude) {
        this.random = random;
        this.latitude = latitude;
        this.longitude = longitude;
    }

    Vertex position() {
        return new Vertex(
                latitude + SIZE_DEGREES * (2 * random.nextDouble() - 1),
                onEarth(longitude + SIZE_DEGREES * (2 * random.nextDouble() - 1)));
    }

    private static double onEarth(double longitude) {
        return longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
    }

    List<Place> places(int count) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Place place = PlaceIndexTest.place(
                    "p" + random.nextInt(1_000_000) + "-" + i,
                    PlaceKind.values()[random.nextInt(PlaceKind.values().length)],
                    List.of());
            switch (random.nextInt(4)) {
                case 0 -> place.setLine(List.of(position()));
                case 1 -> place.setLine(line());
                case 2 -> {
                    place.setLine(line());
                    place.setFurtherLines(List.of(line(), line()));
                }
                default -> place.setPolygons(List.of(new Polygon(List.of(star()))));
            }
            place.setBarrier(random.nextInt(4) == 0);
            places.add(place);
        }
        return places;
    }

    private List<Vertex> line() {
        List<Vertex> line = new ArrayList<>();
        Vertex at = position();
        int corners = 2 + random.nextInt(6);
        for (int i = 0; i < corners; i++) {
            line.add(at);
            at = step(at, 0.1 * random.nextGaussian(), 0.1 * random.nextGaussian());
        }
        return line;
    }

    private List<Vertex> star() {
        List<Vertex> star = star(position());
        // What would be cut off at the antimeridian is drawn elsewhere.
        while (star.stream().anyMatch(corner -> Math.abs(corner.getLongitude()) == 180)) {
            star = star(position());
        }
        return star;
    }

    /** A polygon that does not cross itself, seen from its middle; perhaps not convex. */
    private List<Vertex> star(Vertex middle) {
        int corners = 3 + random.nextInt(6);
        List<Vertex> ring = new ArrayList<>();
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * (i + 0.8 * random.nextDouble()) / corners;
            double far = 0.02 + 0.1 * random.nextDouble();
            ring.add(step(middle, far * Math.sin(angle), far * Math.cos(angle)));
        }
        ring.add(ring.get(0));
        return ring;
    }

    /** Stops at the antimeridian, as lines of GeoJSON do. */
    private static Vertex step(Vertex from, double north, double east) {
        return new Vertex(from.getLatitude() + north, Math.max(-180, Math.min(180, from.getLongitude() + east)));
    }
}
