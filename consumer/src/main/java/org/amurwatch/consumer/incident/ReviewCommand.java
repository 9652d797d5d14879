package org.amurwatch.consumer.incident;

import java.util.List;
import java.util.concurrent.Callable;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewState;
import org.amurwatch.cli.ConnectionOptions;
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

/** {@code review}: what waits for the duty officer to look at it. */
@Command(
        name = "review",
        description =
                "Lists what a machine took for people, a vehicle or a shot, and nobody has looked at, oldest first.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "usualPerWeek: people on camera at that station in an ordinary week; empty: not known.",
            "Examples: ./amurwatch review",
            "          ./amurwatch review judge park/e4711 villager --by duty-officer"
        })
public final class ReviewCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private WaitOptions waiting;

    @Option(names = "--sector", paramLabel = "ID", description = "Those of one sector.")
    private @Nullable String sector;

    @Option(names = "--all", description = "Those that were judged, or expired, too.")
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
        List<ReviewItem> items = new IncidentTopics(connected)
                .reviewItems().stream()
                        .filter(item -> all || item.getState() == ReviewState.OPEN)
                        .filter(item -> sector == null || sector.equals(item.getSectorId()))
                        .toList();
        new Output(spec.commandLine().getOut(), format)
                .rows(
                        format == OutputFormat.TABLE && !all ? ReviewRows.TABLE_COLUMNS : ReviewRows.COLUMNS,
                        ReviewRows.of(items, format == OutputFormat.JSON));
        return ExitCode.DONE;
    }
}
