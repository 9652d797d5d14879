package org.amurwatch.streams.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.GridCell;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.TimePrecision;
import org.amurwatch.precision.Grid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reader may see does not change when stations move inside their cells: not a byte, not the order. */
class StationMovesTest {

    private static final long SEED = 20261128;

    /** A camera's report: which station, how far off the station it says it is, what, when. */
    private record Row(int station, double offNorth, double offEast, int what, Instant received, boolean corrected) {}

    @ParameterizedTest
    @EnumSource(
            value = GridPrecision.class,
            names = {"DEGREE", "TENTH", "HUNDREDTH", "THOUSANDTH"})
    void shouldReleaseTheSameWhereverInTheirCellsStationsAre(GridPrecision precision) {
        for (int world = 0; world < 40; world++) {
            Random random = new Random(SEED + world);
            List<GridCell> cells = cells(random, precision);
            List<Row> rows = rows(random, cells.size());

            List<ReleasedEvent> here = play(rows, places(random, cells), precision);
            List<ReleasedEvent> there = play(rows, places(random, cells), precision);

            assertThat(here).as("world %s of seed %s", world, SEED).isNotEmpty();
            assertThat(there).as("world %s of seed %s", world, SEED).isEqualTo(here);
        }
    }

    /** About the border of the two territories, so that exact places lie now in one, now in the other. */
    private static List<GridCell> cells(Random random, GridPrecision precision) {
        List<GridCell> cells = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Position anywhere = new Position(43 + random.nextDouble(), 131.449 + random.nextDouble() * 0.002, null);
            cells.add(Grid.cell(anywhere, precision).orElseThrow());
        }
        return cells;
    }

    private static List<Position> places(Random random, List<GridCell> cells) {
        return cells.stream()
                .map(cell -> {
                    double size = Grid.size(cell.getPrecision()).doubleValue();
                    // Not at the very edge: cameras of a station stand around it, and the first of them says which
                    // cell.
                    return new Position(
                            cell.getSouth() + size * (0.05 + 0.9 * random.nextDouble()),
                            cell.getWest() + size * (0.05 + 0.9 * random.nextDouble()),
                            null);
                })
                .toList();
    }

    private static List<Row> rows(Random random, int stations) {
        List<Row> rows = new ArrayList<>();
        Instant at = Released.START;
        for (int i = 0; i < 60; i++) {
            at = at.plus(Duration.ofMinutes(random.nextInt(600)));
            rows.add(new Row(
                    random.nextInt(stations),
                    random.nextGaussian() * 0.02,
                    random.nextGaussian() * 0.02,
                    random.nextInt(4),
                    at,
                    random.nextInt(5) == 0));
        }
        return rows;
    }

    private static List<ReleasedEvent> play(List<Row> rows, List<Position> stations, GridPrecision precision) {
        boolean finerThanPublic = precision == GridPrecision.HUNDREDTH || precision == GridPrecision.THOUSANDTH;
        Released release = new Released(
                Released.partner(agreement -> agreement.setPrecision(precision)),
                Released.partner(agreement -> agreement
                        .setId("days")
                        .setPrecision(precision)
                        .setTimePrecision(TimePrecision.DAY)
                        .setTerritoryIds(List.of("west"))),
                Released.everybody(
                        agreement -> agreement.setPrecision(finerThanPublic ? GridPrecision.TENTH : precision)));
        double size = Grid.size(precision).doubleValue();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            release.due(row.received);
            // A correction is about the event before, where that was.
            Row about = row.corrected && i > 0 ? rows.get(i - 1) : row;
            Position station = stations.get(about.station);
            double latitude = station.getLatitude() + (isFirst(rows, i) ? 0 : row.offNorth * size);
            double longitude = station.getLongitude() + (isFirst(rows, i) ? 0 : row.offEast * size);
            String eventId = "e" + rows.indexOf(about);
            String stationId = "park/" + about.station;
            if (row.what == 0) {
                release.send(Released.alert(
                        eventId, latitude, longitude, row.received, alert -> alert.setStationId(stationId)
                                .setKind(AlertKind.SNARE)));
            } else {
                release.send(Released.sighting(
                        eventId, latitude, longitude, row.received, sighting -> sighting.setStationId(stationId)
                                .setScientificName(row.what == 1 ? "Panthera pardus orientalis" : "Sus scrofa")));
            }
        }
        release.due(Released.START.plus(Duration.ofDays(400)));
        return release.all;
    }

    private static boolean isFirst(List<Row> rows, int i) {
        return rows.subList(0, i).stream().noneMatch(row -> row.station == rows.get(i).station);
    }
}
