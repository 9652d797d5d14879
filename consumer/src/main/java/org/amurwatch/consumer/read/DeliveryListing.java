package org.amurwatch.consumer.read;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which deliveries are listed, and how; a picocli mixin. */
final class DeliveryListing {

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private WaitOptions waiting;

    @Option(names = "--team", paramLabel = "ID", description = "Those to one team.")
    private @Nullable String team;

    @Option(names = "--endpoint", paramLabel = "NAME", description = "Those to one endpoint.")
    private @Nullable String endpoint;

    @Option(names = "--outcome", paramLabel = "OUTCOME", description = "Those that stand so, such as FAILED.")
    private @Nullable String outcome;

    @Option(names = "--all", description = "Canaries too, which try the way each minute and are told to nobody.")
    private boolean all;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    int print(CommandSpec spec) {
        Connection connected = connection.connect(Party.READER);
        waiting.awaitDeliveries(connected, spec.commandLine().getErr());
        List<Map<String, @Nullable Object>> rows =
                AlertRows.deliveries(new DeliveryTopics(connected, all).all(), Instant.now()).stream()
                        .filter(row -> team == null || team.equals(row.get("team")))
                        .filter(row -> endpoint == null || endpoint.equals(row.get("endpoint")))
                        .filter(row -> outcome == null || outcome.equalsIgnoreCase(String.valueOf(row.get("outcome"))))
                        .toList();
        new Output(spec.commandLine().getOut(), format).rows(AlertRows.DELIVERY_COLUMNS, rows);
        return ExitCode.DONE;
    }
}
