package org.amurwatch.consumer.read;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deliveries to-read}: the duty officer's list of what is to be read out by radio or telephone. */
@Command(
        name = "to-read",
        description =
                "Lists what waits to be read out to a team by radio or telephone, the worst and oldest first, with the"
                        + " words.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: ./amurwatch deliveries to-read",
            "          ./amurwatch deliveries told 5f0c... --to north-leader --by duty-officer"
        })
public final class ToReadCommand implements Callable<Integer>, Subcommand {

    private static final List<String> COLUMNS =
            List.of("deliveryId", "team", "endpoint", "severity", "receivedAt", "notAfter", "text");

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
    public String parent() {
        return "deliveries";
    }

    @Override
    public Integer call() {
        Connection connected = connection.connect(Party.READER);
        waiting.awaitDeliveries(connected, spec.commandLine().getErr());
        new Output(spec.commandLine().getOut(), format)
                .rows(COLUMNS, rows(DeliveryTopics.read(connected), Instant.now()));
        return ExitCode.DONE;
    }

    static List<Map<String, @Nullable Object>> rows(Deliveries deliveries, Instant now) {
        AlertText text = new AlertText(new Languages());
        return deliveries.all().stream()
                .filter(progress -> progress.outcome(now).equals(DeliveryOutcome.LISTED.name()))
                .sorted(Comparator.comparing((DeliveryProgress progress) ->
                                progress.delivery().getAlert().getSeverity())
                        .reversed()
                        .thenComparing(
                                progress -> progress.delivery().getAlert().getReceivedAt()))
                .map(progress -> row(progress, text, now))
                .toList();
    }

    private static Map<String, @Nullable Object> row(DeliveryProgress progress, AlertText text, Instant now) {
        PatrolAlert alert = progress.delivery().getAlert();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("deliveryId", progress.delivery().getDeliveryId());
        row.put("team", alert.getTeamId());
        row.put("endpoint", progress.delivery().getEndpoint());
        row.put("severity", alert.getSeverity().name());
        row.put("receivedAt", alert.getReceivedAt().toString());
        row.put("notAfter", progress.delivery().getNotAfter().toString());
        String readOut = progress.receipt() == null ? null : progress.receipt().getReason();
        row.put("text", readOut == null ? text.of(alert, now) : readOut);
        return row;
    }
}
