package org.amurwatch.consumer.read;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code deliveries show ID}: each attempt of one delivery. */
@Command(
        name = "show",
        description = "Shows one delivery: each attempt, when it was asked for and made, how it ended and why.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch deliveries show 5f0c... --output json"})
public final class ShowDeliveryCommand implements Callable<Integer>, Subcommand {

    private static final List<String> COLUMNS = List.of(
            "attempt", "askedAt", "attemptedAt", "tookMillis", "outcome", "status", "reason", "retryAfterMillis");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private WaitOptions waiting;

    @Parameters(index = "0", paramLabel = "ID", description = "Its id, as 'deliveries' lists it.")
    private String deliveryId;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public String parent() {
        return "deliveries";
    }

    @Override
    public Integer call() {
        Connection connected = connection.connect(Party.READER);
        waiting.awaitDeliveries(connected, spec.commandLine().getErr());
        DeliveryHistory history = new DeliveryTopics(connected, true).of(deliveryId);
        DeliveryProgress progress = history.progress()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        "There is no delivery '" + deliveryId
                                + "': './amurwatch deliveries' lists those of the last 30 days."));
        Output output = new Output(spec.commandLine().getOut(), format);
        if (format == OutputFormat.JSON) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>(AlertRows.delivery(progress, Instant.now()));
            shown.put("attemptList", history.rows());
            output.object(shown);
        } else {
            tell(progress);
            output.rows(COLUMNS, history.rows());
        }
        return ExitCode.DONE;
    }

    private void tell(DeliveryProgress progress) {
        spec.commandLine()
                .getErr()
                .println("To endpoint " + progress.delivery().getEndpoint() + " of team "
                        + progress.delivery().getAlert().getTeamId() + ": " + progress.outcome(Instant.now())
                        + ". Worth telling until " + progress.delivery().getNotAfter() + ".");
        spec.commandLine().getErr().flush();
    }
}
