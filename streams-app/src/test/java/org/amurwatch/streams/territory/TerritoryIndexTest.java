package org.amurwatch.streams.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Vertex;
import org.junit.jupiter.api.Test;

class TerritoryIndexTest {

    private static final double SHARING_METRES = 5_000;

    @Test
    void shouldPutAPositionInTheSmallestOfSeveralTerritories() {
        TerritoryIndex index =
                index(box("park", "south", 43, 131, 44, 132), box("core", "south", 43.4, 131.4, 43.6, 131.6));

        assertThat(index.locate(at(43.5, 131.5)).placement().getTerritoryId()).isEqualTo("core");
        assertThat(index.locate(at(43.1, 131.4)).placement().getTerritoryId()).isEqualTo("park");
    }

    @Test
    void shouldPutAPositionInTheSmallestIdOfTwoEqualTerritories() {
        TerritoryIndex index = index(box("b", "s", 43, 131, 44, 132), box("a", "s", 43, 131, 44, 132));

        assertThat(index.locate(at(43.5, 131.5)).placement().getTerritoryId()).isEqualTo("a");
    }

    @Test
    void shouldCompareAreasOnTheGroundAndNotInDegrees() {
        // The northern one is larger in degrees and smaller on the ground.
        Territory north = box("north", "s", 60, 0, 61, 1.5);
        Territory both = box("south", "s", 0, 0, 1, 1);

        assertThat(TerritoryShape.of(north).squareMetres())
                .isLessThan(TerritoryShape.of(both).squareMetres());
        // One degree by one at the equator: 12,364 km2 on a sphere of the mean radius.
        assertThat(TerritoryShape.of(both).squareMetres()).isBetween(1.2360e10, 1.2368e10);
    }

    @Test
    void shouldCountTheEdgeAndTheCornerAsInside() {
        TerritoryIndex index = index(box("park", "south", 43, 131, 44, 132));

        assertThat(index.locate(at(43, 131)).placement().getTerritoryId()).isEqualTo("park");
        assertThat(index.locate(at(44, 131.7)).placement().getTerritoryId()).isEqualTo("park");
        assertThat(index.locate(at(44.000001, 131.7)).placement().getTerritoryId())
                .isEqualTo("outside/44.0,131.7");
    }

    @Test
    void shouldLeaveOutHolesAndRetiredTerritories() {
        Territory ring = box("ring", "s", 43, 131, 44, 132);
        List<List<Vertex>> rings = new ArrayList<>(ring.getPolygons().get(0).getRings());
        rings.add(corners(43.4, 131.4, 43.6, 131.6));
        ring.setPolygons(List.of(new Polygon(rings)));
        Territory retired = box("retired", "s", 40, 131, 44, 132);
        retired.setRetired(true);
        TerritoryIndex index = index(ring, retired);

        assertThat(index.locate(at(43.5, 131.5)).placement().getTerritoryId()).isEqualTo("outside/43.5,131.5");
        assertThat(index.locate(at(43.4, 131.5)).placement().getTerritoryId()).isEqualTo("ring");
    }

    @Test
    void shouldNameTheCellOutsideByItsSouthWestCorner() {
        TerritoryIndex index = index();

        assertThat(index.locate(at(43.1, 131.4)).placement())
                .isEqualTo(Placement.newBuilder()
                        .setTerritoryId("outside/43.1,131.4")
                        .setTerritoryName(null)
                        .setSectorId("outside")
                        .setTimeZone("UTC")
                        .build());
        assertThat(cell(index, 43.199999, 131.499)).isEqualTo("outside/43.1,131.4");
        assertThat(cell(index, -0.05, -0.1)).isEqualTo("outside/-0.1,-0.1");
        assertThat(cell(index, -0.0, 0.0)).isEqualTo("outside/0.0,0.0");
        assertThat(cell(index, -33.91, -70.55)).isEqualTo("outside/-34.0,-70.6");
        assertThat(cell(index, 90, 180)).isEqualTo("outside/90.0,180.0");
        for (int tenth = -1800; tenth <= 1800; tenth++) {
            double longitude =
                    Double.parseDouble(tenth / 10 + "." + Math.abs(tenth % 10)) * (tenth > -10 && tenth < 0 ? -1 : 1);
            assertThat(cell(index, 0, longitude)).isEqualTo("outside/0.0," + longitude);
        }
    }

    @Test
    void shouldMarkAnUncertaintyCircleThatCrossesTheEdge() {
        TerritoryIndex index = index(box("park", "south", 43, 131, 44, 132));
        // 0.01 degree of longitude is 813 m at 43 N, of latitude 1,112 m.
        assertThat(uncertain(index, 43.5, 131.01, 780.0)).isFalse();
        assertThat(uncertain(index, 43.5, 131.01, 820.0)).isTrue();
        assertThat(uncertain(index, 43.01, 131.5, 1_100.0)).isFalse();
        assertThat(uncertain(index, 43.01, 131.5, 1_120.0)).isTrue();
        assertThat(uncertain(index, 42.99, 131.5, 1_120.0)).isTrue();
        assertThat(uncertain(index, 42.99, 131.5, 1_100.0)).isFalse();
        assertThat(uncertain(index, 43.0, 131.5, null)).isFalse();
        assertThat(uncertain(index, 43.5, 131.5, 60_000.0)).isTrue();
    }

    @Test
    void shouldShareWithOtherSectorsWithinTheDistance() {
        TerritoryIndex index = index(
                box("a", "west", 43, 131, 44, 132),
                box("b", "east", 43, 132, 44, 133),
                box("c", "west", 44, 131, 45, 132));

        assertThat(index.locate(at(43.5, 131.96)).sharedSectorIds()).containsExactly("east");
        assertThat(index.locate(at(43.5, 131.93)).sharedSectorIds()).isEmpty();
        assertThat(index.locate(at(43.999, 131.5)).sharedSectorIds()).isEmpty();
        assertThat(index.locate(at(42.97, 132.0)).sharedSectorIds()).containsExactly("east", "west");
    }

    @Test
    void shouldLookAcrossTheAntimeridian() {
        TerritoryIndex index =
                index(box("chukotka", "east", 65, 179, 66, 180), box("wrangel", "far", 65, -180, 66, -179));

        assertThat(index.locate(at(65.5, 179.99)).sharedSectorIds()).containsExactly("far");
        assertThat(index.locate(at(65.5, -179.99)).sharedSectorIds()).containsExactly("east");
    }

    @Test
    void shouldSayWhatIsWrongWithATerritory() {
        Territory bow = box("bow", "s", 43, 131, 44, 132);
        bow.setPolygons(List.of(new Polygon(List.of(
                List.of(vertex(43, 131), vertex(44, 132), vertex(44, 131), vertex(43, 132), vertex(43, 131))))));
        Territory open = box("open", "s", 43, 131, 44, 132);
        open.setPolygons(List.of(new Polygon(List.of(List.of(vertex(43, 131), vertex(44, 132), vertex(44, 131))))));
        Territory zone = box("zone", "s", 43, 131, 44, 132);
        zone.setTimeZone("Vladivostok");

        assertThatThrownBy(() -> TerritoryShape.of(bow))
                .hasMessageContaining("'bow'")
                .hasMessageContaining("near");
        assertThatThrownBy(() -> TerritoryShape.of(open)).hasMessageContaining("ring of 3 corners");
        assertThatThrownBy(() -> TerritoryShape.of(zone)).hasMessageContaining("Asia/Vladivostok");
        assertThatThrownBy(() -> TerritoryShape.of(box("far", "s", 43, 131, 95, 132)))
                .hasMessageContaining("latitude 95");
        assertThatThrownBy(() -> TerritoryShape.of(box("outside/x", "s", 43, 131, 44, 132)))
                .hasMessageContaining("outside/");
    }

    @Test
    void shouldAgreeWithASlowSearchOfAllPolygons() {
        long seed = System.nanoTime();
        System.out.println("TerritoryIndexTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            List<Territory> territories = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                territories.add(randomTerritory(random, "t" + i, "sector" + random.nextInt(4)));
            }
            TerritoryIndex index = TerritoryIndex.of(territories, SHARING_METRES);
            for (int i = 0; i < 100; i++) {
                Position position = randomPosition(random, territories);
                assertThat(index.locate(position))
                        .as("seed %d, position %s", seed, position)
                        .isEqualTo(SlowSearch.locate(territories, position));
            }
        }
    }

    /** The rules again, in the most obvious way: every polygon, by even-odd rays, distances by many small steps. */
    private static final class SlowSearch {

        static Located locate(List<Territory> territories, Position position) {
            double latitude = position.getLatitude();
            double longitude = position.getLongitude();
            Comparator<Territory> smallest = Comparator.<Territory>comparingDouble(
                            territory -> TerritoryShape.of(territory).squareMetres())
                    .thenComparing(Territory::getId);
            Territory own = territories.stream()
                    .filter(territory -> inside(territory, latitude, longitude))
                    .min(smallest)
                    .orElse(null);
            TreeSet<String> shared = new TreeSet<>();
            boolean uncertain = false;
            for (Territory territory : territories) {
                double metres = metresToEdge(territory, latitude, longitude);
                if (inside(territory, latitude, longitude) || metres <= SHARING_METRES) {
                    shared.add(territory.getSectorId());
                }
                uncertain |= position.getUncertaintyMetres() != null
                        && metres <= position.getUncertaintyMetres()
                        && (own == null || smallest.compare(territory, own) <= 0);
            }
            String sector = own == null ? "outside" : own.getSectorId();
            shared.remove(sector);
            return new Located(
                    Placement.newBuilder()
                            .setTerritoryId(
                                    own == null
                                            ? "outside/" + Math.floor(latitude * 10) / 10 + ","
                                                    + Math.floor(longitude * 10) / 10
                                            : own.getId())
                            .setTerritoryName(own == null ? null : own.getName())
                            .setSectorId(sector)
                            .setTimeZone(own == null ? "UTC" : own.getTimeZone())
                            .setEdgeUncertain(uncertain)
                            .build(),
                    List.copyOf(shared));
        }

        static boolean inside(Territory territory, double latitude, double longitude) {
            boolean inside = false;
            for (Polygon polygon : territory.getPolygons()) {
                for (List<Vertex> ring : polygon.getRings()) {
                    for (int i = 1; i < ring.size(); i++) {
                        Vertex a = ring.get(i - 1);
                        Vertex b = ring.get(i);
                        if (a.getLatitude() > latitude != b.getLatitude() > latitude
                                && longitude
                                        < a.getLongitude()
                                                + (latitude - a.getLatitude())
                                                        / (b.getLatitude() - a.getLatitude())
                                                        * (b.getLongitude() - a.getLongitude())) {
                            inside = !inside;
                        }
                    }
                }
            }
            return inside;
        }

        static double metresToEdge(Territory territory, double latitude, double longitude) {
            double nearest = Double.POSITIVE_INFINITY;
            for (Polygon polygon : territory.getPolygons()) {
                for (List<Vertex> ring : polygon.getRings()) {
                    for (int i = 1; i < ring.size(); i++) {
                        Vertex a = ring.get(i - 1);
                        Vertex b = ring.get(i);
                        nearest = Math.min(nearest, ternarySearch(a, b, latitude, longitude));
                    }
                }
            }
            return nearest;
        }

        private static double ternarySearch(Vertex a, Vertex b, double latitude, double longitude) {
            double low = 0;
            double high = 1;
            for (int i = 0; i < 200; i++) {
                double left = low + (high - low) / 3;
                double right = high - (high - low) / 3;
                if (metres(a, b, left, latitude, longitude) < metres(a, b, right, latitude, longitude)) {
                    high = right;
                } else {
                    low = left;
                }
            }
            return metres(a, b, low, latitude, longitude);
        }

        private static double metres(Vertex a, Vertex b, double along, double latitude, double longitude) {
            double north = a.getLatitude() + along * (b.getLatitude() - a.getLatitude()) - latitude;
            double east = a.getLongitude() + along * (b.getLongitude() - a.getLongitude()) - longitude;
            return 111_195.08 * Math.hypot(north, east * Math.cos(Math.toRadians(latitude)));
        }
    }

    /** A star around a point: simple by construction. */
    private static Territory randomTerritory(Random random, String id, String sector) {
        double latitude = -0.5 + random.nextDouble() * 1.5 + 43 * random.nextInt(2);
        double longitude = -0.5 + random.nextDouble() * 1.5;
        int corners = 3 + random.nextInt(12);
        List<Vertex> ring = new ArrayList<>();
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * (i + 0.8 * random.nextDouble()) / corners;
            double radius = 0.02 + random.nextDouble() * 0.4;
            ring.add(vertex(latitude + radius * Math.sin(angle), longitude + radius * Math.cos(angle)));
        }
        ring.add(ring.get(0));
        Territory territory = box(id, sector, 0, 0, 1, 1);
        territory.setPolygons(List.of(new Polygon(List.of(ring))));
        return territory;
    }

    private static Position randomPosition(Random random, List<Territory> territories) {
        List<Vertex> ring = territories
                .get(random.nextInt(territories.size()))
                .getPolygons()
                .get(0)
                .getRings()
                .get(0);
        Vertex near = ring.get(random.nextInt(ring.size()));
        double spread = random.nextBoolean() ? 0.1 : 0.5;
        return new Position(
                near.getLatitude() + spread * (random.nextDouble() - 0.5),
                near.getLongitude() + spread * (random.nextDouble() - 0.5),
                random.nextBoolean() ? null : random.nextDouble() * 8_000);
    }

    private static TerritoryIndex index(Territory... territories) {
        return TerritoryIndex.of(List.of(territories), SHARING_METRES);
    }

    private static String cell(TerritoryIndex index, double latitude, double longitude) {
        return index.locate(at(latitude, longitude)).placement().getTerritoryId();
    }

    private static boolean uncertain(TerritoryIndex index, double latitude, double longitude, Double metres) {
        return index.locate(new Position(latitude, longitude, metres))
                .placement()
                .getEdgeUncertain();
    }

    private static Position at(double latitude, double longitude) {
        return new Position(latitude, longitude, null);
    }

    static Territory box(String id, String sector, double south, double west, double north, double east) {
        return Territory.newBuilder()
                .setId(id)
                .setName("The " + id)
                .setSectorId(sector)
                .setTimeZone("Asia/Vladivostok")
                .setPolygons(List.of(new Polygon(List.of(corners(south, west, north, east)))))
                .build();
    }

    private static List<Vertex> corners(double south, double west, double north, double east) {
        return List.of(
                vertex(south, west),
                vertex(south, east),
                vertex(north, east),
                vertex(north, west),
                vertex(south, west));
    }

    private static Vertex vertex(double latitude, double longitude) {
        return new Vertex(latitude, longitude);
    }
}
