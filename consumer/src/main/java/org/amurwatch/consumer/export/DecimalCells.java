package org.amurwatch.consumer.export;

import java.math.BigDecimal;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.Position;
import org.amurwatch.precision.Grid;

/**
 * Cells of the decimal grid.
 *
 * @param precision their size; not WITHHELD
 */
record DecimalCells(GridPrecision precision) implements Cells {

    @Override
    public Position centre(Position exact) {
        return Grid.centre(Grid.cell(exact, precision).orElseThrow(), exact.getUncertaintyMetres());
    }

    @Override
    public BigDecimal degrees() {
        return Grid.size(precision);
    }
}
