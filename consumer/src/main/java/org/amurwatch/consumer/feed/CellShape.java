package org.amurwatch.consumer.feed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.amurwatch.avro.GridCell;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.precision.Grid;

/**
 * The cell of an event as what is drawn of it.
 *
 * @param id of the cell
 * @param size in degrees
 * @param centre of it, with the uncertainty that holds the true place
 */
record CellShape(
        String id,
        BigDecimal size,
        BigDecimal south,
        BigDecimal west,
        BigDecimal north,
        BigDecimal east,
        Position centre) {

    /** A corner, in degrees. */
    record Corner(BigDecimal latitude, BigDecimal longitude) {}

    /** Empty where the place is withheld. */
    static Optional<CellShape> of(ReleasedEvent event) {
        GridCell cell = event.getCell();
        if (cell == null || cell.getPrecision() == GridPrecision.WITHHELD) {
            return Optional.empty();
        }
        BigDecimal size = Grid.size(cell.getPrecision());
        BigDecimal south = degrees(cell.getSouth(), size);
        BigDecimal west = degrees(cell.getWest(), size);
        Position centre = event.getPosition();
        if (centre == null || centre.getUncertaintyMetres() == null) {
            centre = Grid.centre(cell, null);
        }
        return Optional.of(new CellShape(cell.getId(), size, south, west, south.add(size), west.add(size), centre));
    }

    /** With as many decimals as the grid has, so that texts say 43.0 and not 43. */
    private static BigDecimal degrees(double value, BigDecimal size) {
        return BigDecimal.valueOf(value).setScale(size.scale(), RoundingMode.HALF_EVEN);
    }

    /** Its corners counter-clockwise from the south-western one, which comes again at the end. */
    List<Corner> ring() {
        Corner first = new Corner(south, west);
        return List.of(first, new Corner(south, east), new Corner(north, east), new Corner(north, west), first);
    }

    /** The uncertainty of the centre, in whole metres. */
    long uncertaintyMetres() {
        Double metres = centre.getUncertaintyMetres();
        return metres == null ? 0 : (long) Math.ceil(metres);
    }
}
