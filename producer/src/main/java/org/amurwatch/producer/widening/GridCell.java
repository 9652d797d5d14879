package org.amurwatch.producer.widening;

import org.amurwatch.avro.Position;
import org.jspecify.annotations.Nullable;

/**
 * The cell of a fixed grid that a place lies in: at least 2 km from edge to edge, everywhere on the Earth. The grid never moves and
 * nothing is random, so that however often one place is reported, it is the same cell (Chapman 2020, doi 10.15468/doc-5jp4-5g10).
 */
final class GridCell {

    private static final double METRES = 2_000;

    /** Rows from pole to pole: 0.0182 degrees each, 2,010 m at the equator and 2,031 m at the poles (WGS 84). */
    private static final int ROWS = 9_900;

    private static final double EQUATOR_METRES = 40_075_017;

    /** A degree of latitude is nowhere longer (at the poles), and one of longitude nowhere longer than this times its cosine. */
    private static final double LONGEST_DEGREE_METRES = 111_694;

    private static final double ROUNDED_TO_METRES = 10;
    private static final double OWN_ROUNDED_TO_METRES = 1_000;

    private GridCell() {}

    /**
     * The middle of the cell, with the radius of the circle that surely holds the place.
     *
     * @param exact checked; where it has an uncertainty of its own, that is added, up to whole kilometres
     */
    static Position around(Position exact) {
        int row = Math.min(ROWS - 1, (int) Math.floor((exact.getLatitude() + 90) * ROWS / 180));
        int columns = columns(row);
        int column = (int) Math.floor((exact.getLongitude() + 180) * columns / 360) % columns;
        return Position.newBuilder()
                .setLatitude(sixPlaces(-90 + (row + 0.5) * 180 / ROWS))
                .setLongitude(sixPlaces(-180 + (column + 0.5) * 360 / columns))
                .setUncertaintyMetres(uncertaintyMetres(row, columns, exact.getUncertaintyMetres()))
                .build();
    }

    /** As many as are 2 km wide where the row is narrowest; a parallel is nowhere shorter than on a sphere of this equator. */
    private static int columns(int row) {
        double farthest = Math.max(Math.abs(edge(row)), Math.abs(edge(row + 1)));
        return Math.max(1, (int) Math.floor(EQUATOR_METRES * Math.cos(Math.toRadians(farthest)) / METRES));
    }

    private static double edge(int row) {
        return -90 + row * 180.0 / ROWS;
    }

    /** From the middle to the corner that is farthest, on that side of the cell which is widest. */
    private static double uncertaintyMetres(int row, int columns, @Nullable Double own) {
        double nearest = Math.min(Math.abs(edge(row)), Math.abs(edge(row + 1)));
        double halfHeight = 0.5 * 180 / ROWS * LONGEST_DEGREE_METRES;
        double halfWidth = 0.5 * 360 / columns * LONGEST_DEGREE_METRES * Math.cos(Math.toRadians(nearest));
        double cell = Math.hypot(halfHeight, halfWidth);
        // What the source is sure of would tell its reports from others: so in whole kilometres.
        return own == null ? roundedUp(cell, ROUNDED_TO_METRES) : roundedUp(cell + own, OWN_ROUNDED_TO_METRES);
    }

    private static double roundedUp(double metres, double to) {
        return Math.ceil(metres / to) * to;
    }

    private static double sixPlaces(double degrees) {
        return Math.rint(degrees * 1e6) / 1e6;
    }
}
