package org.amurwatch.streams.release;

import java.nio.charset.StandardCharsets;
import org.amurwatch.avro.GridCell;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.Position;
import org.amurwatch.precision.Grid;
import org.amurwatch.streams.activity.OrderedBytes;
import org.amurwatch.streams.activity.OrderedKey;
import org.amurwatch.streams.territory.Ground;
import org.jspecify.annotations.Nullable;

/**
 * One cell per station for good: the positions that its cameras and deployments state differ by metres, and where they lie about
 * the edge of a cell, what is released would show the edge. A station leaves its cell only when what the cell says of it would be
 * false: when it is farther from the centre than the uncertainty that is stated.
 */
final class StationCells {

    private final OrderedBytes cells;

    /** @param cells ids of cells by station and precision */
    StationCells(OrderedBytes cells) {
        this.cells = cells;
    }

    /**
     * The cell of an event.
     *
     * @param stationId null where it has no station: then the cell of its position
     * @param precision not WITHHELD
     */
    GridCell cell(@Nullable String stationId, Position position, GridPrecision precision) {
        GridCell own = Grid.cell(position, precision).orElseThrow();
        if (stationId == null) {
            return own;
        }
        byte[] key = new OrderedKey()
                .text(stationId)
                .code((byte) precision.ordinal())
                .bytes();
        byte[] kept = cells.get(key);
        if (kept != null) {
            GridCell cell = Grid.cell(new String(kept, StandardCharsets.UTF_8), precision);
            Position centre = Grid.centre(cell, null);
            if (Ground.metres(centre, position) <= Grid.uncertaintyMetres(centre.getLatitude(), cell.getPrecision())) {
                return cell;
            }
        }
        cells.put(key, own.getId().getBytes(StandardCharsets.UTF_8));
        return own;
    }
}
