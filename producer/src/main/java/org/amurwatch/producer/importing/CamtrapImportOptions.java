package org.amurwatch.producer.importing;

import java.nio.file.Path;
import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.OutputFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code import camtrap-dp} is asked to do; a picocli mixin. */
public final class CamtrapImportOptions {

    @Parameters(
            paramLabel = "PATH",
            description = "The package: a folder with datapackage.json, or a zip of it; files plain or gzipped.")
    Path path;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description =
                    "Name of the source, the same for all packages of a project (default: the package's project.id).")
    @Nullable
    String source;

    @Option(
            names = "--dry-run",
            description = "Say what would be new, changed, withdrawn and unchanged; publish nothing.")
    boolean dryRun;

    @Option(
            names = "--confirm-withdrawals",
            description =
                    "Withdraw what the package states no more, even if that is over 5 %% of what is known of its deployments.")
    boolean confirmWithdrawals;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description =
                    "YAML file of animals that are a sign of people, such as 'Canis lupus familiaris: DOG': they become poaching alerts.")
    @Nullable
    Path mapping;

    @Option(
            names = "--purpose",
            description = "Purpose of the events: ${COMPLETION-CANDIDATES} (default: the system's).")
    @Nullable
    Purpose purpose;

    @Option(
            names = "--no-pacing",
            description = "Send as fast as the brokers take it, though live reports then wait behind the import.")
    boolean noPacing;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    OutputFormat output = OutputFormat.TABLE;
}
