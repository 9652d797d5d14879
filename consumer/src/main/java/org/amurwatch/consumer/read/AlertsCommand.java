package org.amurwatch.consumer.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.InstantOption;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code alerts}: what patrol teams are told. */
@Command(
        name = "alerts",
        description = "Lists what patrol teams were told, oldest first, and how far the delivery of each has come.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: ./amurwatch alerts --team north --since 2026-01-31",
            "          ./amurwatch alerts --output json"
        })
public final class AlertsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private WaitOptions waiting;

    @Option(names = "--team", paramLabel = "ID", description = "Those of one team.")
    private @Nullable String team;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = InstantOption.class,
            description = "Those of events that were received from then on: a date (UTC), or a time with its offset.")
    private @Nullable Instant since;

    @Option(names = "--all", description = "Canaries too, which try the way each minute and are told to nobody.")
    private boolean all;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public Integer call() {
        Connection connected = connection.connect(Party.READER);
        waiting.awaitAlerts(connected, spec.commandLine().getErr());
        Map<String, PatrolAlert> alerts = new LinkedHashMap<>();
        new TopicReader(connected).read(Topics.PATROL_ALERTS, (raw, alert) -> {
            if (selected(alert)) {
                alerts.put(alert.getAlertId(), alert);
            }
        });
        List<Map<String, @Nullable Object>> rows = AlertRows.alerts(
                new ArrayList<>(alerts.values()),
                new DeliveryTopics(connected, all).all(),
                new TopicReader(connected)
                        .current(Topics.INCIDENTS).stream()
                                .collect(Collectors.toMap(Incident::getIncidentId, Function.identity())),
                Instant.now(),
                format == OutputFormat.JSON);
        new Output(spec.commandLine().getOut(), format).rows(AlertRows.ALERT_COLUMNS, rows);
        return ExitCode.DONE;
    }

    private boolean selected(PatrolAlert alert) {
        return (all || alert.getPurpose() != Purpose.CANARY)
                && (team == null || team.equals(alert.getTeamId()))
                && (since == null || !alert.getReceivedAt().isBefore(since));
    }
}
