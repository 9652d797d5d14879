package org.amurwatch.producer.importing;

import java.time.Clock;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.producer.camtrap.CamtrapPackage;
import org.amurwatch.producer.table.SinkFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code import FORMAT PATH}. */
@Command(
        name = "import",
        description = "Imports a file of observations. Can be repeated, and interrupted, safely.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch import camtrap-dp cards-2026-11.zip --dry-run"})
public final class ImportCommand {

    private final CameraImports imports;

    @Spec
    private CommandSpec spec;

    public ImportCommand(SinkFactory sinks, Clock clock) {
        this.imports = new CameraImports(sinks, clock);
    }

    @Command(
            name = "camtrap-dp",
            description = {
                "Imports a Camtrap DP package (1.0, 1.0.x or 0.1.6): deployments, animals as sightings, people and vehicles as"
                        + " poaching alerts without suspicion.",
                "A package is a snapshot of its source: what it states otherwise than the last one is corrected, and what it"
                        + " states no more of its deployments is withdrawn. An older package again changes nothing."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "The summary counts:",
                "  read          rows of observations in the package",
                "  published     sightings and poaching alerts sent and acknowledged: new + changed",
                "  duplicates    events that were published before with the same content",
                "  superseded    rows of deployments of which a later package was imported before",
                "  withdrawn     events that the package's deployments do not state any more",
                "  unclassified, unknown, blank   rows that are counted, not sent",
                "  covered       rows of single pictures whose event has a row of its own",
                "  rejected      rows that can't be used, each with file, row and reason",
                "  clockSuspect  rows that are kept though their time can't be right",
                "",
                "Exit codes: 0 done, 2 the package can't be read or withdraws much without --confirm-withdrawals (nothing was"
                        + " published), 3 done but for rejected rows, 4 a server can't be reached.",
                "",
                "Example: ./amurwatch import camtrap-dp cards-2026-11.zip --output json"
            })
    int camtrapDp(@Mixin ConnectionOptions connectionOptions, @Mixin CamtrapImportOptions options) {
        return imports.run(
                new CameraImports.Job(options.path, options.source, workFolder -> CamtrapPackage.open(options.path)),
                connectionOptions,
                options.common,
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}
