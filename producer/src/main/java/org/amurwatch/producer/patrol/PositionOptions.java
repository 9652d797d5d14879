package org.amurwatch.producer.patrol;

import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.OutputFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code patrols report}; a picocli mixin. */
public final class PositionOptions {

    @Option(names = "--team", required = true, paramLabel = "ID", description = "The team.")
    String team = "";

    @Option(names = "--lat", required = true, paramLabel = "DEGREES", description = "Latitude, -90 to 90.")
    double latitude;

    @Option(names = "--lon", required = true, paramLabel = "DEGREES", description = "Longitude, -180 to 180.")
    double longitude;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it was there: ISO-8601 with an offset or a zone (default: now).")
    @Nullable
    String at;

    @Option(
            names = "--check-in",
            paramLabel = "MINUTES",
            description =
                    "So long after it the next sign of life is promised; without one by then, the sector is alarmed.")
    @Nullable
    Integer checkInMinutes;

    @Option(names = "--over", description = "The patrol is over: nothing more is expected.")
    boolean over;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "report",
            description = "Who says so: a post, a phone, never a person (default: ${DEFAULT-VALUE}).")
    String source = "report";

    @Option(names = "--purpose", description = "${COMPLETION-CANDIDATES} (default: that of the system).")
    @Nullable
    Purpose purpose;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    OutputFormat output = OutputFormat.TABLE;
}
