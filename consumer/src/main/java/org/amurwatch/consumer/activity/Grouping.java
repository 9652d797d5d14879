package org.amurwatch.consumer.activity;

import java.util.List;
import org.amurwatch.avro.TerritoryDay;
import org.jspecify.annotations.Nullable;

/** What one row of counts sums over. */
public enum Grouping {
    /** One territory, all its days. */
    TERRITORY(List.of("territory")),
    /** One territory, one day. */
    DAY(List.of("territory", "day")),
    /** All territories, all days. */
    TOTAL(List.of());

    private final List<String> columns;

    Grouping(List<String> columns) {
        this.columns = columns;
    }

    /** The columns that say what a row sums over. */
    public List<String> columns() {
        return columns;
    }

    ActivityRow.Scope scope(TerritoryDay day) {
        @Nullable String territory = this == TOTAL ? null : day.getTerritoryId();
        return new ActivityRow.Scope(territory, this == DAY ? day.getDate() : null);
    }
}
