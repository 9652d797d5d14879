package org.amurwatch.consumer.export;

import java.util.Arrays;

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
