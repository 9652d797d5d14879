package org.amurwatch.producer.widening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.amurwatch.avro.Position;
import org.junit.jupiter.api.Test;

class GridCellTest {

    private static final double RADIUS_METRES = 6_371_008.8;

    private static Position at(double latitude, double longitude) {
        return Position.newBuilder()
                .setLatitude(latitude)
                .setLongitude(longitude)
                .build();
    }

    /** On a sphere, which differs from WGS 84 by half a percent at most. */
    private static double metres(Position a, Position b) {
        double north = Math.toRadians(b.getLatitude() - a.getLatitude()) / 2;
        double east = Math.toRadians(b.getLongitude() - a.getLongitude()) / 2;
        double chord = Math.pow(Math.sin(north), 2)
                + Math.cos(Math.toRadians(a.getLatitude()))
                        * Math.cos(Math.toRadians(b.getLatitude()))
                        * Math.pow(Math.sin(east), 2);
        return 2 * RADIUS_METRES * Math.asin(Math.sqrt(chord));
    }

    @Test
    void shouldGiveAllPlacesOfACellOneMiddleAndACircleThatHoldsThem() {
        long seed = System.nanoTime();
        System.out.println("GridCellTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Position exact =
                    at(Math.toDegrees(Math.asin(2 * random.nextDouble() - 1)), random.nextDouble() * 360 - 180);
            Position cell = GridCell.around(exact);
            assertThat(metres(exact, cell))
                    .as("%s in %s", exact, cell)
                    .isLessThanOrEqualTo(cell.getUncertaintyMetres());
            assertThat(GridCell.around(at(cell.getLatitude(), cell.getLongitude())))
                    .as("the middle of a cell lies in it")
                    .isEqualTo(cell);
        }
    }

    @Test
    void shouldHaveCellsOfTwoKilometresWhereLeopardsLive() {
        Position cell = GridCell.around(at(43.1, 131.4));
        Position east = nextCell(cell, 0, 1e-4);
        Position north = nextCell(cell, 1e-4, 0);
        assertThat(metres(cell, east)).isBetween(1_995.0, 2_015.0);
        assertThat(metres(cell, at(north.getLatitude(), cell.getLongitude()))).isBetween(2_010.0, 2_035.0);
        assertThat(cell.getUncertaintyMetres()).isBetween(1_414.0, 1_450.0);
    }

    private static Position nextCell(Position cell, double stepNorth, double stepEast) {
        Position at = at(cell.getLatitude(), cell.getLongitude());
        while (GridCell.around(at).equals(cell)) {
            at = at(at.getLatitude() + stepNorth, at.getLongitude() + stepEast);
        }
        return GridCell.around(at);
    }

    @Test
    void shouldTakeEveryPlaceOnTheEarth() {
        for (double latitude : new double[] {-90, -89.999, 0, 89.999, 90}) {
            for (double longitude : new double[] {-180, -1e-12, 0, 179.999999, 180}) {
                Position cell = GridCell.around(at(latitude, longitude));
                assertThat(Math.abs(cell.getLatitude())).isLessThan(90);
                assertThat(Math.abs(cell.getLongitude())).isLessThanOrEqualTo(180);
            }
        }
        assertThat(GridCell.around(at(10, 180))).as("one meridian, two names").isEqualTo(GridCell.around(at(10, -180)));
    }

    @Test
    void shouldAddTheUncertaintyOfTheSourceInWholeKilometres() {
        Position vague = at(43.1, 131.4);
        vague.setUncertaintyMetres(337.0);
        assertThat(GridCell.around(vague).getUncertaintyMetres()).isEqualTo(2_000);
        vague.setUncertaintyMetres(5_000.0);
        assertThat(GridCell.around(vague).getUncertaintyMetres()).isEqualTo(7_000);
    }
}
