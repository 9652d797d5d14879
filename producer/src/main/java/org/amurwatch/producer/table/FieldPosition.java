package org.amurwatch.producer.table;

import java.math.BigDecimal;
import org.amurwatch.avro.Position;
import org.jspecify.annotations.Nullable;

/** Where something was, from the cells of a row. */
public final class FieldPosition {

    private FieldPosition() {}

    /** @throws UnusableRow if it can't be right */
    public static Position of(Row row, String latitudeColumn, String longitudeColumn) throws UnusableRow {
        return of(row, latitudeColumn, longitudeColumn, null);
    }

    /**
     * @param uncertaintyMetres null where the row does not say
     * @throws UnusableRow if it can't be right: also 0, 0, which is what a receiver says that has no fix
     */
    public static Position of(
            Row row, String latitudeColumn, String longitudeColumn, @Nullable Double uncertaintyMetres)
            throws UnusableRow {
        BigDecimal latitude = row.degrees(latitudeColumn, 90);
        BigDecimal longitude = row.degrees(longitudeColumn, 180);
        if (latitude.signum() == 0 && longitude.signum() == 0) {
            throw new UnusableRow(latitudeColumn + " and " + longitudeColumn
                    + " are both 0, which is what a receiver without a fix says");
        }
        return Position.newBuilder()
                .setLatitude(latitude.doubleValue())
                .setLongitude(longitude.doubleValue())
                .setUncertaintyMetres(uncertaintyMetres)
                .build();
    }
}
