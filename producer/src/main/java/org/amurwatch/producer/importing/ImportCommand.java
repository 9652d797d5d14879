package org.amurwatch.producer.importing;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.camtrap.KindMapping;
import org.amurwatch.producer.table.ImportSettings;
import org.amurwatch.producer.table.ShownProgress;
import org.amurwatch.producer.table.SinkFactory;
import org.amurwatch.producer.table.SummaryWriter;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
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

    private final SinkFactory sinks;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    public ImportCommand(SinkFactory sinks, Clock clock) {
        this.sinks = sinks;
        this.clock = clock;
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
        KindMapping kinds = options.mapping == null ? KindMapping.none() : KindMapping.read(options.mapping);
        Connection connection = connectionOptions.connect(Party.PRODUCER);
        ImportSettings settings = connectionOptions.read(ImportSettings.class);
        CamtrapImport.Request request = new CamtrapImport.Request(
                options.path,
                options.source,
                kinds,
                options.purpose == null ? connection.purpose() : options.purpose,
                settings.pseudonymSecret().orElse(""),
                options.dryRun,
                options.confirmWithdrawals,
                Path.of(settings.workFolder().orElse(System.getProperty("java.io.tmpdir"))));
        CamtrapImport camtrapImport = new CamtrapImport(
                new TopicPublishedEvents(connection),
                () -> sinks.open(connection, clock, !options.noPacing),
                clock,
                ShownProgress.on(spec.commandLine().getErr()));
        try (ImportSummary summary = camtrapImport.run(request)) {
            PrintWriter out = spec.commandLine().getOut();
            new SummaryWriter(out, options.output).write(summary);
            return summary.hasRejected() ? ExitCode.DONE_IN_PART : ExitCode.DONE;
        }
    }
}
