package org.amurwatch.consumer.export;

import java.math.BigDecimal;
import org.amurwatch.avro.Position;

/** A grid of cells, by which places are made less exact. */
interface Cells {

    /** The centre of the cell that holds a place, with an uncertainty that is that of the cell and of the place together. */
    Position centre(Position exact);

    /** The size of a cell. */
    BigDecimal degrees();
}
