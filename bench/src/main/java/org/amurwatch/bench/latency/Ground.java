package org.amurwatch.bench.latency;

import java.util.List;
import java.util.stream.IntStream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Vertex;

/**
 * Eight sectors with a team of their own, so large that each event lies some 20 km from every other and is an incident by
 * itself: one alert for each event.
 */
final class Ground {

    static final String PREFIX = "latency-";

    private static final int SECTORS = 8;
    private static final int PER_ROW = 100;
    private static final double SPACING = 0.2;
    private static final double SOUTH = 15;
    private static final double SIDE = PER_ROW * SPACING;

    /** So many events have a place of their own. */
    static final int MOST_EVENTS = SECTORS * PER_ROW * PER_ROW;

    private Ground() {}

    static List<Territory> territories(boolean retired) {
        return IntStream.range(0, SECTORS)
                .mapToObj(sector -> territory(sector, retired))
                .toList();
    }

    private static Territory territory(int sector, boolean retired) {
        double west = west(sector);
        double north = SOUTH + SIDE;
        double east = west + SIDE;
        List<Vertex> ring = List.of(
                vertex(SOUTH, west),
                vertex(SOUTH, east),
                vertex(north, east),
                vertex(north, west),
                vertex(SOUTH, west));
        return Territory.newBuilder()
                .setId(PREFIX + sector)
                .setName("Latency " + sector)
                .setSectorId(PREFIX + sector)
                .setTimeZone("UTC")
                .setPolygons(
                        List.of(Polygon.newBuilder().setRings(List.of(ring)).build()))
                .setRetired(retired)
                .build();
    }

    /** @param endpoint where it is told */
    static PatrolTeam team(String endpoint, boolean retired) {
        return PatrolTeam.newBuilder()
                .setId(PREFIX + "team")
                .setName("Latency")
                .setSectorIds(IntStream.range(0, SECTORS)
                        .mapToObj(sector -> PREFIX + sector)
                        .toList())
                .setKinds(List.of(AlertKind.GUNSHOT))
                .setEndpoints(List.of(endpoint))
                .setRetired(retired)
                .build();
    }

    /** Where an event lies; each number has another place. */
    static Position position(int event) {
        int sector = event % SECTORS;
        int place = event / SECTORS;
        return Position.newBuilder()
                .setLatitude(SOUTH + SPACING / 2 + place / PER_ROW * SPACING)
                .setLongitude(west(sector) + SPACING / 2 + place % PER_ROW * SPACING)
                .build();
    }

    private static double west(int sector) {
        return -170 + sector * 40;
    }

    private static Vertex vertex(double latitude, double longitude) {
        return Vertex.newBuilder().setLatitude(latitude).setLongitude(longitude).build();
    }
}
