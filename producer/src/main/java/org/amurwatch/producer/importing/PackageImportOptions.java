package org.amurwatch.producer.importing;

import java.nio.file.Path;
import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.producer.camtrap.KindMapping;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What each import of cameras' observations is asked to do; a picocli mixin. */
public final class PackageImportOptions {

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
            names = "--keep-pictures",
            paramLabel = "FOLDER",
            description =
                    "Keep the pictures of people and vehicles that are published in this folder, for those who review them"
                            + " (default: none are kept).")
    @Nullable
    Path picturesFolder;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    OutputFormat output = OutputFormat.TABLE;

    CamtrapImport.Request request(
            Path path, @Nullable String source, Connection connection, String pseudonymSecret, Path workFolder) {
        return new CamtrapImport.Request(
                path,
                source,
                mapping == null ? KindMapping.none() : KindMapping.read(mapping),
                purpose == null ? connection.purpose() : purpose,
                pseudonymSecret,
                dryRun,
                confirmWithdrawals,
                workFolder,
                picturesFolder);
    }

    /** Whether pictures are to be kept. */
    public boolean keepsPictures() {
        return picturesFolder != null;
    }
}
