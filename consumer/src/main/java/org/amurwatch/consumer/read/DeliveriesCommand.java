package org.amurwatch.consumer.read;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deliveries}: how far each alert has come to each endpoint. */
@Command(
        name = "deliveries",
        description = "Lists the deliveries of alerts to endpoints, oldest first: attempts, outcome, reason, times.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Outcomes: PENDING (an attempt is on its way), DELIVERED, RETRY and DEFERRED (will be tried again), FAILED,",
            "  GONE, EXPIRED.",
            "Example: ./amurwatch deliveries --output json"
        })
public final class DeliveriesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private WaitOptions waiting;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public Integer call() {
        Connection connected = connection.connect(Party.READER);
        waiting.awaitDeliveries(connected, spec.commandLine().getErr());
        new Output(spec.commandLine().getOut(), format)
                .rows(AlertRows.DELIVERY_COLUMNS, AlertRows.deliveries(DeliveryTopics.read(connected), Instant.now()));
        return ExitCode.DONE;
    }
}
