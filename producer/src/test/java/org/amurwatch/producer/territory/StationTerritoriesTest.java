package org.amurwatch.producer.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Territory;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.file.AreaShape;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class StationTerritoriesTest {

    private static final double EARTH = 6_371_008.8;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private static Station station(String id, double... latitudesAndLongitudes) {
        List<Position> positions = new ArrayList<>();
        for (int i = 0; i < latitudesAndLongitudes.length; i += 2) {
            positions.add(Position.newBuilder()
                    .setLatitude(latitudesAndLongitudes[i])
                    .setLongitude(latitudesAndLongitudes[i + 1])
                    .build());
        }
        return new Station(id, id, positions);
    }

    private static List<Territory> derive(double radius, Station... stations) {
        return StationTerritories.around(List.of(stations), radius, "s", "UTC").territories();
    }

    private static Geometry shape(Territory territory) {
        return AreaShape.of(territory.getPolygons());
    }

    private static boolean covers(Territory territory, Position position) {
        return shape(territory)
                .covers(FACTORY.createPoint(new Coordinate(position.getLongitude(), position.getLatitude())));
    }

    /** Great-circle distance: within 0.6 % of the ellipsoid's. */
    private static double metres(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        double a = Math.pow(Math.sin(Math.toRadians(otherLatitude - latitude) / 2), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(otherLatitude))
                        * Math.pow(Math.sin(Math.toRadians(otherLongitude - longitude) / 2), 2);
        return 2 * EARTH * Math.asin(Math.sqrt(a));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 43.1, -43.1, 65})
    void shouldDrawCirclesOfTrueMetres(double latitude) {
        Territory circle = derive(5_000, station("a", latitude, 131.4)).get(0);
        assertThat(circle.getPolygons()).hasSize(1);
        assertThat(circle.getPolygons().get(0).getRings().get(0)).hasSizeGreaterThanOrEqualTo(65);
        circle.getPolygons().get(0).getRings().get(0).forEach(corner -> assertThat(
                        metres(latitude, 131.4, corner.getLatitude(), corner.getLongitude()))
                .isCloseTo(5_000, Percentage.withPercentage(0.7)));
        assertThat(AreaShape.squareMetres(shape(circle)))
                .isCloseTo(Math.PI * 5_000 * 5_000, Percentage.withPercentage(1));
    }

    /** GeographicLib's inverse for these pairs: 1 degree of latitude at 43.1 N, and of longitude there. */
    @Test
    void shouldFollowTheEllipsoid() {
        Territory circle = derive(1_000, station("a", 43.1, 131.4)).get(0);
        var extent = shape(circle).getEnvelopeInternal();
        assertThat(extent.getHeight() / 2 * 111_096.8).isCloseTo(1_000, Percentage.withPercentage(0.02));
        assertThat(extent.getWidth() / 2 * 81_403.1).isCloseTo(1_000, Percentage.withPercentage(0.02));
    }

    @Test
    void shouldCutHalfWayBetweenStations() {
        // 0.01 degrees of longitude at 43.1 N are 814 m: circles of 500 m overlap.
        List<Territory> two = derive(500, station("a", 43.1, 131.40), station("b", 43.1, 131.41));
        assertThat(shape(two.get(0)).getEnvelopeInternal().getMaxX())
                .isCloseTo(131.405, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(shape(two.get(1)).getEnvelopeInternal().getMinX())
                .isCloseTo(131.405, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(TerritoryOverlap.among(two, java.util.Set.of("a"))).isEmpty();
    }

    @RepeatedTest(20)
    void shouldGiveEachPlaceToItsNearestStationWithinReach() {
        long seed = System.nanoTime();
        System.out.println("StationTerritoriesTest seed " + seed);
        Random random = new Random(seed);
        double latitude = random.nextDouble() * 120 - 60;
        double longitude = random.nextDouble() * 340 - 170;
        double radius = 100 + random.nextInt(900);
        double spread = random.nextBoolean() ? 0.01 : 0.05;
        List<Station> stations = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(30); i++) {
            double[] places = new double[2 * (1 + random.nextInt(2))];
            for (int place = 0; place < places.length; place += 2) {
                places[place] = round(latitude + random.nextDouble() * spread);
                places[place + 1] = round(longitude + random.nextDouble() * spread);
            }
            stations.add(station("s" + i, places));
        }
        StationTerritories derived = StationTerritories.around(stations, radius, "s", "UTC");
        List<Territory> territories = derived.territories();

        if (derived.notes().isEmpty()) {
            assertEachPlaceBelongsToTheNearest(
                    random, stations, territories, radius, latitude, longitude, spread, seed);
        }
        for (int i = 0; i < territories.size(); i++) {
            Geometry shape = shape(territories.get(i));
            assertThat(shape.isValid()).as("valid, seed %s", seed).isTrue();
            for (int j = i + 1; j < territories.size(); j++) {
                // Corners are rounded to a centimetre: no more than a sliver may be shared.
                assertThat(AreaShape.squareMetres(shape.intersection(shape(territories.get(j)))))
                        .as("shared by %s and %s, seed %s", i, j, seed)
                        .isLessThan(0.03 * radius);
            }
        }
    }

    private static void assertEachPlaceBelongsToTheNearest(
            Random random,
            List<Station> stations,
            List<Territory> territories,
            double radius,
            double latitude,
            double longitude,
            double spread,
            long seed) {
        assertThat(territories)
                .extracting(Territory::getId)
                .containsExactlyElementsOf(stations.stream().map(Station::id).toList());
        for (int i = 0; i < stations.size(); i++) {
            int number = i;
            stations.get(i).positions().forEach(position -> assertThat(covers(territories.get(number), position))
                    .as("own point of station %s, seed %s", number, seed)
                    .isTrue());
            assertThat(AreaShape.squareMetres(shape(territories.get(i))))
                    .as("area of station %s, seed %s", i, seed)
                    .isLessThanOrEqualTo(stations.get(i).positions().size() * Math.PI * radius * radius * 1.012);
        }
        int decided = 0;
        for (int i = 0; i < 500; i++) {
            Position place = Position.newBuilder()
                    .setLatitude(latitude - 0.01 + random.nextDouble() * (spread + 0.02))
                    .setLongitude(longitude - 0.01 + random.nextDouble() * (spread + 0.02))
                    .build();
            int expected = nearestIfClear(place, stations, radius);
            if (expected > -2) {
                decided++;
                for (int number = 0; number < territories.size(); number++) {
                    assertThat(covers(territories.get(number), place))
                            .as("%s in %s, nearest %s, seed %s", place, number, expected, seed)
                            .isEqualTo(number == expected);
                }
            }
        }
        assertThat(decided).as("places that tell, seed %s", seed).isGreaterThan(100);
    }

    /** The slow oracle: the nearest station; -1 where all are out of reach, -2 where it is too close to say. */
    private static int nearestIfClear(Position place, List<Station> stations, double radius) {
        int nearest = -1;
        double least = Double.MAX_VALUE;
        double second = Double.MAX_VALUE;
        for (int i = 0; i < stations.size(); i++) {
            double distance = stations.get(i).positions().stream()
                    .mapToDouble(position -> metres(
                            place.getLatitude(), place.getLongitude(), position.getLatitude(), position.getLongitude()))
                    .min()
                    .orElseThrow();
            if (distance < least) {
                second = least;
                least = distance;
                nearest = i;
            } else {
                second = Math.min(second, distance);
            }
        }
        if (least > radius * 1.01) {
            return -1;
        }
        return least > radius * 0.985 || second < least * 1.02 + 0.1 ? -2 : nearest;
    }

    private static double round(double degrees) {
        return Math.round(degrees * 1e5) / 1e5;
    }

    @Test
    void shouldGiveStationsAtOnePlaceOneTerritoryAndSayso() {
        StationTerritories derived = StationTerritories.around(
                List.of(
                        station("a", 43.1, 131.4),
                        station("b", 43.2, 131.4),
                        station("c", 43.1, 131.4, 43.3, 131.4),
                        station("d", 43.3, 131.4)),
                500,
                "s",
                "UTC");
        assertThat(derived.territories()).extracting(Territory::getId).containsExactly("a", "b");
        assertThat(derived.territories().get(0).getName()).isEqualTo("a, c, d");
        assertThat(derived.territories().get(0).getPolygons()).hasSize(2);
        assertThat(derived.notes())
                .containsExactly("Stations a, c, d stand at the same place: they share the territory 'a'.");
    }

    @Test
    void shouldMakeIdsThatLoadTakes() {
        List<Territory> territories = derive(500, station("p/1", 43.1, 131.4), station("p-1", 44.1, 131.4));
        assertThat(territories).extracting(Territory::getId).containsExactly("p-1", "p-1-2");
    }

    @Test
    void shouldWriteWhatLoadReads() {
        List<Territory> territories = derive(
                500,
                station("a", 43.1, 131.40),
                station("b", 43.1, 131.405, 43.3, 131.4),
                station("c", 43.103, 131.402));
        StringWriter text = new StringWriter();
        TerritoryGeoJson.write(new PrintWriter(text), territories);
        assertThat(TerritoryFile.parse(text.toString(), "derived")).isEqualTo(territories);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.5, 50_001, Double.NaN})
    void shouldRefuseRadiusesOutOfRange(double radius) {
        assertThatThrownBy(() -> derive(radius, station("a", 43.1, 131.4)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("is out of range: expected 1 to 50000 metres");
    }

    @Test
    void shouldRefuseWhatCannotBeDrawn() {
        assertThatThrownBy(() -> derive(500, station("a", 65, 179.9999)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("would cross the 180th meridian");
        assertThatThrownBy(() -> derive(500, station("a", 89.5, 0)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("too near to a pole");
        // Either side of the meridian, but clear of it: fine.
        assertThat(derive(500, station("a", 65, 179.9), station("b", 65, -179.9)))
                .hasSize(2);
    }
}
