package org.amurwatch.consumer.incident;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.InstantOption;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.consumer.read.WaitOptions;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code incidents}: what belongs together, and what has become of it. */
@Command(
        name = "incidents",
        description = "Lists incidents, oldest first: those that nobody has closed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: ./amurwatch incidents",
            "          ./amurwatch incidents --all --since 2026-01-31 --output json",
            "          ./amurwatch incidents show leopard-land/3f2a..."
        })
public final class IncidentsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private WaitOptions waiting;

    @Option(names = "--state", description = "Those in one state: ${COMPLETION-CANDIDATES}.")
    private @Nullable IncidentState state;

    @Option(names = "--sector", paramLabel = "ID", description = "Those of one sector.")
    private @Nullable String sector;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = InstantOption.class,
            description = "Those that changed from then on: a date (UTC), or a time with its offset.")
    private @Nullable Instant since;

    @Option(names = "--all", description = "Closed ones too.")
    private boolean all;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public Integer call() {
        Connection connected = connection.connect(Party.READER);
        waiting.awaitIncidents(connected, spec.commandLine().getErr());
        List<Incident> incidents = new IncidentTopics(connected)
                .incidents().stream().filter(this::isSelected).toList();
        new Output(spec.commandLine().getOut(), format)
                .rows(
                        format == OutputFormat.TABLE ? IncidentRows.TABLE_COLUMNS : IncidentRows.COLUMNS,
                        IncidentRows.incidents(incidents, format == OutputFormat.JSON));
        return ExitCode.DONE;
    }

    private boolean isSelected(Incident incident) {
        boolean wanted = state == null ? all || IncidentStates.isOpen(incident) : incident.getState() == state;
        return wanted
                && (sector == null || sector.equals(incident.getSectorId()))
                && (since == null || !incident.getChangedAt().isBefore(since));
    }
}
