package org.amurwatch.consumer.export;

import java.util.Arrays;
import org.amurwatch.avro.GridPrecision;

/** How exact places are. */
enum ExportPrecision {
    EXACT("exact"),
    THOUSANDTH("0.001"),
    HUNDREDTH("0.01"),
    TENTH("0.1"),
    DEGREE("1");

    private final String label;

    ExportPrecision(String label) {
        this.label = label;
    }

    /** The grid; there is none for exact places. */
    GridPrecision grid() {
        return switch (this) {
            case EXACT -> throw new IllegalStateException("Exact places have no grid.");
            case THOUSANDTH -> GridPrecision.THOUSANDTH;
            case HUNDREDTH -> GridPrecision.HUNDREDTH;
            case TENTH -> GridPrecision.TENTH;
            case DEGREE -> GridPrecision.DEGREE;
        };
    }

    /** What the command line calls it. */
    String label() {
        return label;
    }

    /** @throws IllegalArgumentException if there is none that is called so */
    static ExportPrecision of(String label) {
        return Arrays.stream(values())
                .filter(precision -> precision.label.equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected exact, 0.001, 0.01, 0.1 or 1 (degrees); got '" + label + "'."));
    }
}
