package org.amurwatch.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.amurwatch.avro.GridCell;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {

    @ParameterizedTest
    @CsvSource({
        "43.1, 131.4, TENTH, 0.1/43.1/131.4",
        "43.19999, 131.4, TENTH, 0.1/43.1/131.4",
        "43.123456, 131.456789, THOUSANDTH, 0.001/43.123/131.456",
        "43.123456, 131.456789, HUNDREDTH, 0.01/43.12/131.45",
        "43.123456, 131.456789, DEGREE, 1/43/131",
        "-0.05, -0.05, TENTH, 0.1/-0.1/-0.1",
        "0, 0, TENTH, 0.1/0.0/0.0",
        "90, 180, TENTH, 0.1/89.9/-180.0",
        "-90, -180, DEGREE, 1/-90/-180",
    })
    void shouldNameTheCellByItsSouthWesternCorner(
            double latitude, double longitude, GridPrecision precision, String id) {
        assertThat(cell(latitude, longitude, precision).getId()).isEqualTo(id);
    }

    @Test
    void shouldHaveNoCellWhereThePlaceIsWithheld() {
        assertThat(Grid.cell(new Position(43.1, 131.4, null), GridPrecision.WITHHELD))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"30, 14697", "60, 12461"})
    void shouldStateTheUncertaintyThatChapmanStates(double latitude, double metres) {
        assertThat(Grid.uncertaintyMetres(latitude, GridPrecision.TENTH)).isCloseTo(metres, within(3.0));
    }

    @Test
    void shouldStayWithinItsUncertaintyWhereverInTheCellThePlaceIs() {
        Random random = new Random(20261128);
        for (int i = 0; i < 10_000; i++) {
            double latitude = random.nextDouble() * 178 - 89;
            double longitude = random.nextDouble() * 360 - 180;
            GridPrecision precision = GridPrecision.values()[1 + random.nextInt(4)];
            double own = random.nextInt(3) == 0 ? random.nextDouble() * 40_000 : random.nextDouble() * 20;
            Position centre = Grid.centre(cell(latitude, longitude, precision), own);

            double metres = metres(latitude, longitude, centre) + own;

            // A sphere is up to half a per cent off.
            assertThat(centre.getUncertaintyMetres()).isGreaterThan(metres * 0.994);
        }
    }

    @Test
    void shouldSayNothingOfAnUncertaintyWithinTheGrid() {
        GridCell cell = cell(43.15, 131.45, GridPrecision.HUNDREDTH);

        assertThat(Grid.centre(cell, 3.7)).isEqualTo(Grid.centre(cell, null)).isEqualTo(Grid.centre(cell, 400.0));
        assertThat(Grid.centre(cell, 5_000.0).getUncertaintyMetres()).isGreaterThan(5_000 + 690);
    }

    @Test
    void shouldHoldCellsOfAFinerGridWholeInThoseOfACoarserOne() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            double latitude = random.nextDouble() * 180 - 90;
            double longitude = random.nextDouble() * 360 - 180;
            GridCell fine = cell(latitude, longitude, GridPrecision.THOUSANDTH);

            for (GridPrecision coarser : new GridPrecision[] {GridPrecision.HUNDREDTH, GridPrecision.DEGREE}) {
                assertThat(cell(fine.getSouth(), fine.getWest(), coarser))
                        .isEqualTo(cell(latitude, longitude, coarser));
            }
        }
    }

    private static GridCell cell(double latitude, double longitude, GridPrecision precision) {
        return Grid.cell(new Position(latitude, longitude, null), precision).orElseThrow();
    }

    private static double metres(double latitude, double longitude, Position to) {
        double north = Math.toRadians(to.getLatitude() - latitude);
        double east = Math.toRadians(to.getLongitude() - longitude);
        double a = Math.pow(Math.sin(north / 2), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(to.getLatitude()))
                        * Math.pow(Math.sin(east / 2), 2);
        return 2 * 6_371_000 * Math.asin(Math.sqrt(a));
    }
}
