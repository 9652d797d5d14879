package org.amurwatch.consumer.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.amurwatch.avro.Position;

/**
 * Cells between round degrees (Chapman 2020, Current Best Practices for Generalizing Sensitive Species Occurrence Data, doi
 * 10.15468/doc-5jp4-5g10). A cell holds its southern and western edge.
 *
 * @param degrees the size: 1, 0.1, 0.01 or 0.001
 */
record DecimalCells(BigDecimal degrees) implements Cells {

    /** Of the ellipsoid of WGS 84. */
    private static final double SEMI_MAJOR_METRES = 6_378_137.0;

    private static final double ECCENTRICITY_SQUARED = 6.694_379_990_141e-3;
    private static final BigDecimal POLE = BigDecimal.valueOf(90);
    private static final BigDecimal ANTIMERIDIAN = BigDecimal.valueOf(180);

    @Override
    public Position centre(Position exact) {
        BigDecimal half = degrees.divide(BigDecimal.valueOf(2));
        BigDecimal south = edge(exact.getLatitude()).min(POLE.subtract(degrees));
        BigDecimal west = edge(exact.getLongitude());
        // The same meridian.
        west = west.compareTo(ANTIMERIDIAN) >= 0 ? ANTIMERIDIAN.negate() : west;
        double latitude = south.add(half).doubleValue();
        double diagonal = diagonalMetres(latitude);
        Double own = exact.getUncertaintyMetres();
        // In steps, so that it does not tell sources apart that the cells do not.
        double steps = own == null ? 1 : Math.max(1, Math.ceil(own / (diagonal / 2)));
        return new Position(latitude, west.add(half).doubleValue(), Math.ceil(diagonal / 2 * (1 + steps)));
    }

    /** Of the decimal digits that were stated: 10 * 131.4 is not 1314 in binary. */
    private BigDecimal edge(double stated) {
        return BigDecimal.valueOf(stated).setScale(degrees.scale(), RoundingMode.FLOOR);
    }

    /** Diagonal of a cell, as Chapman 2020 states it (0.1 degree: 14,697 m at 30 degrees of latitude, 12,461 m at 60). */
    private double diagonalMetres(double latitude) {
        double radians = Math.toRadians(latitude);
        double flattening = 1 - ECCENTRICITY_SQUARED * Math.pow(Math.sin(radians), 2);
        double north = Math.toRadians(SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED) / Math.pow(flattening, 1.5));
        double east = Math.toRadians(SEMI_MAJOR_METRES * Math.cos(radians) / Math.sqrt(flattening));
        return Math.hypot(north, east) * degrees.doubleValue();
    }
}
