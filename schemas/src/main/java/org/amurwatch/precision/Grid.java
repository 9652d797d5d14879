package org.amurwatch.precision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.amurwatch.avro.GridCell;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.Position;
import org.jspecify.annotations.Nullable;

/**
 * The decimal grid of degrees by which sensitive places are generalised (Chapman 2020, Current Best Practices for
 * Generalizing Sensitive Species Occurrence Data, doi 10.15468/doc-5jp4-5g10). A cell holds its southern and western edge.
 * Cells of a finer grid lie whole in those of a coarser one.
 */
public final class Grid {

    /** Axes of the ellipsoid of WGS 84, in metres, and the square of its eccentricity. */
    private static final double SEMI_MAJOR_METRES = 6_378_137.0;

    private static final double ECCENTRICITY_SQUARED = 6.694_379_990_141e-3;

    private Grid() {}

    /**
     * The cell that holds a position.
     *
     * @return empty where the precision is WITHHELD
     */
    public static Optional<GridCell> cell(Position position, GridPrecision precision) {
        if (precision == GridPrecision.WITHHELD) {
            return Optional.empty();
        }
        int decimals = decimals(precision);
        BigDecimal size = size(precision);
        BigDecimal south = floor(position.getLatitude(), decimals)
                .min(BigDecimal.valueOf(90).subtract(size));
        BigDecimal west = floor(position.getLongitude(), decimals);
        if (west.compareTo(BigDecimal.valueOf(180)) >= 0) {
            // The same meridian.
            west = BigDecimal.valueOf(-180).setScale(decimals);
        }
        return Optional.of(GridCell.newBuilder()
                .setId(size.toPlainString() + "/" + plain(south, decimals) + "/" + plain(west, decimals))
                .setPrecision(precision)
                .setSouth(south.doubleValue())
                .setWest(west.doubleValue())
                .build());
    }

    /**
     * The cell of an id.
     *
     * @throws IllegalArgumentException if it is no id of a cell of that precision
     */
    public static GridCell cell(String id, GridPrecision precision) {
        String[] parts = id.split("/", -1);
        if (parts.length == 3) {
            Position corner = new Position(Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), null);
            GridCell cell = cell(corner, precision).orElseThrow();
            if (cell.getId().equals(id)) {
                return cell;
            }
        }
        throw new IllegalArgumentException("Expected the id of a cell of "
                + size(precision).toPlainString() + " degree, such as 0.1/43.1/131.4; got '" + id + "'.");
    }

    /**
     * The centre of a cell. Its uncertainty is that of the grid ({@link #uncertaintyMetres}), which holds any place in the
     * cell that is itself known to half of that; one that is known less well adds its own, in whole steps of the grid's half
     * uncertainty, so that it tells sources apart no better than the grid tells places apart.
     *
     * @param ownMetres the uncertainty that the place had before; null where nobody said
     */
    public static Position centre(GridCell cell, @Nullable Double ownMetres) {
        BigDecimal half = size(cell.getPrecision()).divide(BigDecimal.valueOf(2));
        double latitude = BigDecimal.valueOf(cell.getSouth()).add(half).doubleValue();
        double longitude = BigDecimal.valueOf(cell.getWest()).add(half).doubleValue();
        double grid = uncertaintyMetres(latitude, cell.getPrecision());
        double steps = ownMetres == null ? 1 : Math.max(1, Math.ceil(ownMetres / (grid / 2)));
        return Position.newBuilder()
                .setLatitude(latitude)
                .setLongitude(longitude)
                .setUncertaintyMetres(Math.ceil(grid / 2 * (1 + steps)))
                .build();
    }

    /**
     * The uncertainty that the grid adds: the diagonal of a cell on the ellipsoid, as Chapman 2020 states it for coordinates
     * of so many decimals (0.1 degree: 14,697 m at 30 degrees of latitude, 12,461 m at 60). A cell's centre is no farther
     * than half of it from any place in the cell.
     */
    public static double uncertaintyMetres(double latitude, GridPrecision precision) {
        double radians = Math.toRadians(latitude);
        double flattening = 1 - ECCENTRICITY_SQUARED * Math.pow(Math.sin(radians), 2);
        double north = Math.toRadians(SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED) / Math.pow(flattening, 1.5));
        double east = Math.toRadians(SEMI_MAJOR_METRES * Math.cos(radians) / Math.sqrt(flattening));
        return Math.hypot(north, east) * size(precision).doubleValue();
    }

    /** The size of a cell in words of Darwin Core's dataGeneralizations. */
    public static String words(GridPrecision precision) {
        if (precision == GridPrecision.WITHHELD) {
            return "Place withheld.";
        }
        return String.format(
                Locale.ROOT,
                "Coordinates are the centre of a cell of %s degree, one cell per station for good.",
                size(precision).toPlainString());
    }

    /** The size of a cell in degrees: 1, 0.1, 0.01 or 0.001. */
    public static BigDecimal size(GridPrecision precision) {
        return BigDecimal.ONE.movePointLeft(decimals(precision));
    }

    private static int decimals(GridPrecision precision) {
        return switch (precision) {
            case DEGREE -> 0;
            case TENTH -> 1;
            case HUNDREDTH -> 2;
            case THOUSANDTH -> 3;
            case WITHHELD -> throw new IllegalArgumentException("A place that is withheld has no cell.");
        };
    }

    /** Of the decimal digits that were stated: 10 * 131.4 is not 1314 in binary. */
    private static BigDecimal floor(double degrees, int decimals) {
        return BigDecimal.valueOf(degrees).setScale(decimals, RoundingMode.FLOOR);
    }

    private static String plain(BigDecimal degrees, int decimals) {
        return degrees.setScale(decimals).toPlainString();
    }
}
