package org.amurwatch.producer.patrol;

import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.OutputFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code patrols import}; a picocli mixin. */
public final class TrackImportOptions {

    @Option(names = "--team", paramLabel = "ID", description = "The team of rows that name none; GPX never names one.")
    @Nullable
    String team;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "tracks",
            description = "Who says so: the tracker, the programme, never a person (default: ${DEFAULT-VALUE}).")
    String source = "tracks";

    @Option(
            names = "--live",
            description =
                    "It was sent at once: what is not older than two hours is a sign of life, and says who is near.")
    boolean live;

    @Option(
            names = "--check-in",
            paramLabel = "MINUTES",
            description = "With --live: so long after each position the next sign of life is promised.")
    @Nullable
    Integer checkInMinutes;

    @Option(
            names = "--thin",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "One position of a team per so many seconds; 0: all (default: ${DEFAULT-VALUE}).")
    long thinSeconds = 60;

    @Option(names = "--dry-run", description = "Say what would be published; publish nothing.")
    boolean dryRun;

    @Option(names = "--purpose", description = "${COMPLETION-CANDIDATES} (default: that of the system).")
    @Nullable
    Purpose purpose;

    @Option(names = "--no-pacing", description = "Do not yield to live reports.")
    boolean noPacing;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    OutputFormat output = OutputFormat.TABLE;
}
