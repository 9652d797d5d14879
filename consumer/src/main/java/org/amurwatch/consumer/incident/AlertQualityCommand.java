package org.amurwatch.consumer.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.avro.Incident;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.InstantOption;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.consumer.read.WaitOptions;
import org.amurwatch.event.Purposes;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code alerts quality}: how good the alarms were. */
@Command(
        name = "quality",
        description =
                "How good the alarms were: of the incidents that somebody was told of, how many were real, and how long"
                        + " it took until somebody answered and arrived.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "real: poaching confirmed, or a sign of it found. false: permitted person, our staff, animal, detector error, or"
                    + " nothing left of the evidence. unknown: not closed, or not reached.",
            "precision: real / (real + false). Minutes run from the first page; p95: within it, 95 of 100.",
            "",
            "Example: ./amurwatch alerts quality --from 2026-01-01 --by source"
        })
public final class AlertQualityCommand implements Callable<Integer>, Subcommand {

    private static final List<String> COLUMNS = List.of(
            "by",
            "name",
            "pages",
            "real",
            "false",
            "unknown",
            "precision",
            "acknowledged",
            "minutesToAcknowledgeMedian",
            "minutesToAcknowledgeP95",
            "arrived",
            "minutesToArriveMedian",
            "minutesToArriveP95");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private WaitOptions waiting;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = InstantOption.class,
            description = "Incidents that were opened from then on: a date (UTC), or a time with its offset.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = InstantOption.class,
            description = "Incidents that were opened before then.")
    private @Nullable Instant to;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "rule",
            description = "rule, kind or source: what a row stands for (default: ${DEFAULT-VALUE}).")
    private AlertQuality.Grouping by;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public String parent() {
        return "alerts";
    }

    @Override
    public Integer call() {
        if (from != null && to != null && !from.isBefore(to)) {
            throw CommandFailure.usage("--from (" + from + ") is not before --to (" + to + "): nothing lies between.");
        }
        Connection connected = connection.connect(Party.READER);
        waiting.awaitIncidents(connected, spec.commandLine().getErr());
        IncidentTopics topics = new IncidentTopics(connected);
        List<Incident> incidents = topics.incidents().stream()
                .filter(incident -> Purposes.counts(incident.getPurpose(), connected.purpose()))
                .filter(incident -> from == null || !incident.getOpenedAt().isBefore(from))
                .filter(incident -> to == null || incident.getOpenedAt().isBefore(to))
                .toList();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        AlertQuality.of(incidents, by == AlertQuality.Grouping.RULE ? Map.of() : topics.evidence(), by)
                .forEach(row -> rows.add(row(row)));
        new Output(spec.commandLine().getOut(), format).rows(COLUMNS, rows);
        return ExitCode.DONE;
    }

    private Map<String, @Nullable Object> row(AlertQuality.Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("by", row.name() == null ? "all" : by.label());
        values.put("name", row.name());
        values.put("pages", row.pages());
        values.put("real", row.real());
        values.put("false", row.falseAlarms());
        values.put("unknown", row.unknown());
        values.put("precision", row.precision());
        values.put("acknowledged", row.toAcknowledge().count());
        values.put("minutesToAcknowledgeMedian", row.toAcknowledge().median());
        values.put("minutesToAcknowledgeP95", row.toAcknowledge().p95());
        values.put("arrived", row.toArrive().count());
        values.put("minutesToArriveMedian", row.toArrive().median());
        values.put("minutesToArriveP95", row.toArrive().p95());
        return values;
    }
}
