package org.amurwatch.streams.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Vertex;
import org.junit.jupiter.api.Test;

class PlaceIndexTest {

    private static final double METRES_PER_DEGREE = 111_195.08;

    @Test
    void shouldMeasureToPointsLinesAndAreasByKind() {
        PlaceIndex index = index(
                place("village", PlaceKind.VILLAGE, List.of(at(43, 131))),
                place("road", PlaceKind.ROAD, List.of(at(43.5, 130), at(43.5, 132))),
                box("reserve", PlaceKind.STRICT_RESERVE, 44, 131, 44.5, 132));

        assertThat(index.metresTo(PlaceKind.VILLAGE, 43.1, 131)).isCloseTo(METRES_PER_DEGREE / 10, within(1.0));
        assertThat(index.metresTo(PlaceKind.VILLAGE, 43, 131)).isZero();
        assertThat(index.metresTo(PlaceKind.ROAD, 43.49, 131.3)).isCloseTo(METRES_PER_DEGREE / 100, within(0.1));
        assertThat(index.metresTo(PlaceKind.STRICT_RESERVE, 44.2, 131.5)).isZero();
        assertThat(index.metresTo(PlaceKind.STRICT_RESERVE, 44.5, 132)).isZero();
        assertThat(index.metresTo(PlaceKind.STRICT_RESERVE, 44.51, 131.5))
                .isCloseTo(METRES_PER_DEGREE / 100, within(0.1));
        assertThat(index.metresTo(PlaceKind.RIVER, 43, 131)).isInfinite().isPositive();
    }

    @Test
    void shouldMeasureFromWithinAHoleToItsEdge() {
        Place ring = box("ring", PlaceKind.STRICT_RESERVE, 43, 131, 44, 132);
        List<List<Vertex>> rings = new ArrayList<>(ring.getPolygons().get(0).getRings());
        rings.add(corners(43.4, 131.4, 43.6, 131.6));
        ring.setPolygons(List.of(new Polygon(rings)));

        assertThat(index(ring).metresTo(PlaceKind.STRICT_RESERVE, 43.59, 131.5))
                .isCloseTo(METRES_PER_DEGREE / 100, within(0.1));
    }

    @Test
    void shouldLeaveOutWhatIsRetired() {
        Place retired = place("gone", PlaceKind.VILLAGE, List.of(at(43, 131)));
        retired.setRetired(true);
        Place border = place("old", PlaceKind.BORDER, List.of(at(42, 131), at(44, 131)));
        border.setBarrier(true);
        border.setRetired(true);

        PlaceIndex index = index(retired, border);

        assertThat(index.metresTo(PlaceKind.VILLAGE, 43, 131)).isInfinite();
        assertThat(index.nearestKnownPoint(43, 131, 1e6)).isEmpty();
        assertThat(index.crosses(PlaceKind.BORDER, 43, 130, 43, 132)).isFalse();
        assertThat(index.barrierBetween(43, 130, 43, 132)).isFalse();
    }

    @Test
    void shouldSayWhichWaysCrossAnyPartOfALine() {
        Place border = place("border", PlaceKind.BORDER, List.of(at(42, 131), at(43, 131.2), at(44, 131)));
        border.setFurtherLines(List.of(List.of(at(45, 131), at(46, 131))));
        PlaceIndex index = index(border);

        assertThat(index.crosses(PlaceKind.BORDER, 42.5, 131, 42.5, 131.2)).isTrue();
        assertThat(index.crosses(PlaceKind.BORDER, 43.5, 131, 43.5, 131.2)).isTrue();
        assertThat(index.crosses(PlaceKind.BORDER, 45.5, 130.9, 45.6, 131.1)).isTrue();
        assertThat(index.crosses(PlaceKind.BORDER, 44.5, 130.9, 44.5, 131.1)).isFalse();
        assertThat(index.crosses(PlaceKind.BORDER, 43, 131, 42.9, 131.1)).isFalse();
        assertThat(index.crosses(PlaceKind.RIVER, 42.5, 131, 42.5, 131.2)).isFalse();
    }

    @Test
    void shouldCountTheEdgeOfAnAreaAsALineAndAPointAsNone() {
        PlaceIndex index = index(
                box("reserve", PlaceKind.STRICT_RESERVE, 43, 131, 44, 132),
                place("post", PlaceKind.STRICT_RESERVE, List.of(at(45, 131.5))));

        assertThat(index.crosses(PlaceKind.STRICT_RESERVE, 43.5, 130.5, 43.5, 131.5))
                .isTrue();
        assertThat(index.crosses(PlaceKind.STRICT_RESERVE, 43.4, 131.4, 43.6, 131.6))
                .isFalse();
        assertThat(index.crosses(PlaceKind.STRICT_RESERVE, 45, 131, 45, 132)).isFalse();
    }

    @Test
    void shouldTakeForBarriersWhatTeamsDoNotCrossWhateverItsKind() {
        Place river = place("river", PlaceKind.RIVER, List.of(at(42, 131), at(44, 131)));
        river.setBarrier(true);
        Place stream = place("stream", PlaceKind.RIVER, List.of(at(42, 132), at(44, 132)));

        PlaceIndex index = index(river, stream);

        assertThat(index.barrierBetween(43, 130.9, 43, 131.1)).isTrue();
        assertThat(index.barrierBetween(43, 131.9, 43, 132.1)).isFalse();
        assertThat(index.crosses(PlaceKind.RIVER, 43, 131.9, 43, 132.1)).isTrue();
    }

    @Test
    void shouldLookAcrossTheAntimeridian() {
        Place east = place("east", PlaceKind.VILLAGE, List.of(at(66, -179.99)));
        Place border = place("border", PlaceKind.BORDER, List.of(at(65, -179.995), at(67, -179.995)));
        border.setBarrier(true);
        Place reserve = box("reserve", PlaceKind.STRICT_RESERVE, 65, -180, 67, -179.9);
        PlaceIndex index = index(east, border, reserve);
        double degreeEast = METRES_PER_DEGREE * Math.cos(Math.toRadians(66));

        assertThat(index.metresTo(PlaceKind.VILLAGE, 66, 179.99)).isCloseTo(degreeEast * 0.02, within(1.0));
        assertThat(index.metresTo(PlaceKind.STRICT_RESERVE, 66, 180)).isZero();
        assertThat(index.metresTo(PlaceKind.STRICT_RESERVE, 66, 179.99)).isCloseTo(degreeEast * 0.01, within(1.0));
        assertThat(index.barrierBetween(66, 179.99, 66, -179.99)).isTrue();
        assertThat(index.barrierBetween(66, -179.99, 66, 179.99)).isTrue();
        assertThat(index.barrierBetween(66, 179.98, 66, 179.99)).isFalse();
        // Not the long way round the Earth, on which everything lies.
        assertThat(index.barrierBetween(66, 179, 66, -179.999)).isFalse();

        Places.Nearby nearby = index.nearestKnownPoint(66, 179.99, 5_000).orElseThrow();
        assertThat(nearby.place().getId()).isEqualTo("east");
        assertThat(nearby.bearingDegrees()).isCloseTo(270, within(0.1));
    }

    @Test
    void shouldFindTheNearestKnownPointWithDistanceAndBearing() {
        Place village = box("village", PlaceKind.VILLAGE, 42.99, 130.99, 43.01, 131.01);
        PlaceIndex index = index(
                village,
                place("track", PlaceKind.TRAIL, List.of(at(43.1, 131))),
                place("ridge", PlaceKind.LANDMARK, List.of(at(43.1, 130), at(43.1, 132))),
                place("far", PlaceKind.TOWN, List.of(at(44, 131))));

        Places.Nearby nearby = index.nearestKnownPoint(43.1, 131, 20_000).orElseThrow();
        assertThat(nearby.place()).isSameAs(village);
        assertThat(nearby.metres()).isCloseTo(METRES_PER_DEGREE / 10, within(1.0));
        assertThat(nearby.bearingDegrees()).isCloseTo(0, within(1e-6));
        assertThat(index.nearestKnownPoint(43, 131.1, 20_000).orElseThrow().bearingDegrees())
                .isCloseTo(90, within(0.1));
        assertThat(index.nearestKnownPoint(43, 130.9, 20_000).orElseThrow().bearingDegrees())
                .isCloseTo(270, within(0.1));
        assertThat(index.nearestKnownPoint(43.1, 131, 11_000)).isEmpty();
    }

    @Test
    void shouldTakeTheStatedMiddleOfAnArea() {
        Place town = box("town", PlaceKind.TOWN, 43, 131, 43.2, 131.2);
        town.setLine(List.of(at(43.02, 131.02)));

        PlaceIndex index = index(town);

        assertThat(index.nearestKnownPoint(43.02, 131.02, 1).orElseThrow().metres())
                .isZero();
        assertThat(index.metresTo(PlaceKind.TOWN, 43.15, 131.15)).isZero();
    }

    @Test
    void shouldTakeTheSmallestIdOfTwoAsNear() {
        Place b = place("b", PlaceKind.VILLAGE, List.of(at(43, 131)));
        Place a = place("a", PlaceKind.BASE, List.of(at(43, 131)));

        assertThat(index(b, a)
                        .nearestKnownPoint(43.01, 131, 5_000)
                        .orElseThrow()
                        .place()
                        .getId())
                .isEqualTo("a");
        assertThat(index(a, b)
                        .nearestKnownPoint(43.01, 131, 5_000)
                        .orElseThrow()
                        .place()
                        .getId())
                .isEqualTo("a");
    }

    @Test
    void shouldSayInASentenceWhyAPlaceCanNotBeUsed() {
        assertUnusable(place(" ", PlaceKind.VILLAGE, List.of(at(43, 131))), "A place has an id; got a blank.");
        assertUnusable(place("x", PlaceKind.VILLAGE, List.of()), "Place 'x' has neither a point, a line nor an area.");
        assertUnusable(
                place("x", PlaceKind.VILLAGE, List.of(at(143, 31))),
                "Place 'x' has a corner at longitude 31.0, latitude 143.0; expected -180 to 180 and -90 to 90.");
        assertUnusable(
                place("x", PlaceKind.ROAD, List.of(at(66, 179), at(66, -179))),
                "Place 'x' has a line across the 180th meridian; expected two lines that end there.");
        Place nameless = place("x", PlaceKind.VILLAGE, List.of(at(43, 131)));
        nameless.setName(" ");
        assertUnusable(nameless, "Place 'x' has no name.");
        Place both = box("x", PlaceKind.VILLAGE, 43, 131, 44, 132);
        both.setLine(List.of(at(43, 131), at(44, 131)));
        assertUnusable(both, "Place 'x' has both lines and an area; expected one of them.");
        Place mixed = place("x", PlaceKind.ROAD, List.of(at(43, 131)));
        mixed.setFurtherLines(List.of(List.of(at(43, 131), at(44, 131))));
        assertUnusable(mixed, "Place 'x' has both a point and lines; expected one of them.");
        Place short1 = place("x", PlaceKind.ROAD, List.of(at(43, 131), at(44, 131)));
        short1.setFurtherLines(List.of(List.of(at(43, 131))));
        assertUnusable(short1, "Place 'x' has a further line of 1 corners; expected two or more.");
        Place open = box("x", PlaceKind.VILLAGE, 43, 131, 44, 132);
        open.setPolygons(List.of(new Polygon(List.of(List.of(at(43, 131), at(43, 132), at(44, 132), at(44, 131))))));
        assertUnusable(
                open,
                "Place 'x' has a ring of 4 corners; expected four or more, of which the last is the first again.");
    }

    private static void assertUnusable(Place place, String sentence) {
        assertThatThrownBy(() -> PlaceIndex.check(place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void shouldAgreeWithLookingAtEveryPlaceOnRandomMaps() {
        long seed = new Random().nextLong();
        System.out.println("PlaceIndexTest seed " + seed);
        Random random = new Random(seed);
        int crossings = 0;
        int inside = 0;
        for (int map = 0; map < 30; map++) {
            double middle = map % 3 == 0 ? 180 : -180 + 360 * random.nextDouble();
            double latitude = -70 + 140 * random.nextDouble();
            RandomMap drawn = new RandomMap(random, latitude, middle);
            List<Place> places = drawn.places(1 + random.nextInt(150));
            Collections.shuffle(places, random);
            PlaceIndex index = PlaceIndex.of(places);
            EveryPlace slow = new EveryPlace(places);
            for (int question = 0; question < 60; question++) {
                Place some = places.get(random.nextInt(places.size()));
                // Of an area mostly from within, where a question from anywhere seldom is.
                boolean ofAnArea = !some.getPolygons().isEmpty();
                Vertex a =
                        ofAnArea ? middle(some.getPolygons().get(0).getRings().get(0)) : drawn.position();
                Vertex b = drawn.position();
                PlaceKind kind =
                        ofAnArea ? some.getKind() : PlaceKind.values()[random.nextInt(PlaceKind.values().length)];
                String asked =
                        "seed %d, map %d, question %d: %s from %s to %s".formatted(seed, map, question, kind, a, b);
                double metres = slow.metresTo(kind, a);
                inside += metres == 0 ? 1 : 0;
                if (Double.isInfinite(metres)) {
                    assertThat(index.metresTo(kind, a.getLatitude(), a.getLongitude()))
                            .as(asked)
                            .isInfinite();
                } else {
                    assertThat(index.metresTo(kind, a.getLatitude(), a.getLongitude()))
                            .as(asked)
                            .isCloseTo(metres, within(1e-3));
                }
                boolean crosses = slow.crosses(
                        places.stream().filter(place -> place.getKind() == kind).toList(), a, b);
                crossings += crosses ? 1 : 0;
                assertThat(index.crosses(kind, a.getLatitude(), a.getLongitude(), b.getLatitude(), b.getLongitude()))
                        .as(asked)
                        .isEqualTo(crosses);
                assertThat(index.barrierBetween(a.getLatitude(), a.getLongitude(), b.getLatitude(), b.getLongitude()))
                        .as(asked)
                        .isEqualTo(slow.crosses(
                                places.stream().filter(Place::getBarrier).toList(), a, b));
                assertThat(index.nearestKnownPoint(a.getLatitude(), a.getLongitude(), 30_000)
                                .map(nearby -> nearby.place().getId()))
                        .as(asked)
                        .isEqualTo(java.util.Optional.ofNullable(slow.nearestPoint(a, 30_000)));
            }
        }
        System.out.println("PlaceIndexTest: " + crossings + " crossings, " + inside + " questions from within");
        assertThat(crossings).isGreaterThan(100);
        assertThat(inside).isGreaterThan(20);
    }

    private static Vertex middle(List<Vertex> ring) {
        return new Vertex(
                ring.stream().mapToDouble(Vertex::getLatitude).average().orElseThrow(),
                ring.stream().mapToDouble(Vertex::getLongitude).average().orElseThrow());
    }

    @Test
    void shouldCostAboutTheSameHoweverManyPlacesThereAre() {
        Random random = new Random(7);
        PlaceIndex few = PlaceIndex.of(scattered(random, 500));
        PlaceIndex many = PlaceIndex.of(scattered(random, 100_000));
        double fewNanos = Double.POSITIVE_INFINITY;
        double manyNanos = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 7; round++) {
            fewNanos = Math.min(fewNanos, nanosPerQuestion(few, random));
            manyNanos = Math.min(manyNanos, nanosPerQuestion(many, random));
        }
        System.out.printf("500 places: %.0f ns a question; 100,000: %.0f ns%n", fewNanos, manyNanos);
        // 200 times as many; looking at each would take 200 times as long.
        assertThat(manyNanos).isLessThan(20 * fewNanos);
    }

    private static List<Place> scattered(Random random, int count) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double latitude = 42 + 3 * random.nextDouble();
            double longitude = 129 + 4 * random.nextDouble();
            places.add(place(
                    "p" + i,
                    i % 2 == 0 ? PlaceKind.VILLAGE : PlaceKind.ROAD,
                    i % 2 == 0
                            ? List.of(at(latitude, longitude))
                            : List.of(at(latitude, longitude), at(latitude + 0.001, longitude + 0.001))));
        }
        return places;
    }

    private static double nanosPerQuestion(PlaceIndex index, Random random) {
        int questions = 3_000;
        double sum = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < questions; i++) {
            double latitude = 42 + 3 * random.nextDouble();
            double longitude = 129 + 4 * random.nextDouble();
            sum += index.metresTo(PlaceKind.ROAD, latitude, longitude);
            sum += index.nearestKnownPoint(latitude, longitude, 50_000).isPresent() ? 1 : 0;
            sum += index.crosses(PlaceKind.ROAD, latitude, longitude, latitude + 0.01, longitude) ? 1 : 0;
        }
        assertThat(sum).isPositive();
        return (System.nanoTime() - begin) / (double) questions;
    }

    private static PlaceIndex index(Place... places) {
        return PlaceIndex.of(Arrays.asList(places));
    }

    static Place place(String id, PlaceKind kind, List<Vertex> line) {
        return Place.newBuilder()
                .setId(id)
                .setKind(kind)
                .setName("Place " + id)
                .setLine(line)
                .build();
    }

    private static Place box(String id, PlaceKind kind, double south, double west, double north, double east) {
        Place place = place(id, kind, List.of());
        place.setPolygons(List.of(new Polygon(List.of(corners(south, west, north, east)))));
        return place;
    }

    private static List<Vertex> corners(double south, double west, double north, double east) {
        return List.of(at(south, west), at(south, east), at(north, east), at(north, west), at(south, west));
    }

    static Vertex at(double latitude, double longitude) {
        return new Vertex(latitude, longitude);
    }
}
