package org.amurwatch.consumer.individual;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.consumer.read.WaitOptions;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code individuals} and {@code individuals show}: what is known of each animal. */
@Command(
        name = "individuals",
        description =
                "Lists known animals: when and in which territory each was seen last, and what is out of the ordinary.",
        mixinStandardHelpOptions = true,
        subcommands = IndividualsCommand.Show.class,
        footer = {
            "",
            "Examples: ./amurwatch individuals --overdue",
            "          ./amurwatch individuals show 'Leo 12M' --output json"
        })
public final class IndividualsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private WaitOptions waiting;

    @Option(names = "--overdue", description = "Those alone that have not been seen for longer than is usual for them.")
    private boolean overdue;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public Integer call() {
        Map<String, IndividualStatus> statuses = read(connection, waiting, spec);
        new Output(spec.commandLine().getOut(), format)
                .rows(
                        IndividualRows.COLUMNS,
                        statuses.values().stream()
                                .filter(status -> !overdue || status.getOverdueSince() != null)
                                .map(IndividualRows::brief)
                                .toList());
        return ExitCode.DONE;
    }

    private static Map<String, IndividualStatus> read(
            ConnectionOptions connection, WaitOptions waiting, CommandSpec spec) {
        Connection connected = connection.connect(Party.READER);
        waiting.awaitIndividuals(connected, spec.commandLine().getErr());
        Map<String, IndividualStatus> statuses = new TreeMap<>();
        new TopicReader(connected).read(Topics.INDIVIDUAL_STATUS, (raw, status) -> {
            if (raw.value() == null) {
                statuses.remove(raw.key());
            } else {
                statuses.put(raw.key(), status);
            }
        });
        return statuses;
    }

    /** {@code individuals show}. */
    @Command(
            name = "show",
            description = "Shows all that is known of one animal, its places too.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./amurwatch individuals show 'Leo 12M'"})
    static final class Show implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private ConnectionOptions connection;

        @Mixin
        private WaitOptions waiting;

        @Parameters(paramLabel = "ID", description = "Its id in the register, or source/name of one that is not in it.")
        private String id;

        @Option(
                names = "--output",
                defaultValue = "table",
                description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
        private OutputFormat format;

        @Override
        public Integer call() {
            IndividualStatus status = read(connection, waiting, spec).get(id);
            if (status == null) {
                throw CommandFailure.usage("Nothing is known of an individual '" + id
                        + "': './amurwatch individuals' lists those that are. Was it merged into another?");
            }
            new Output(spec.commandLine().getOut(), format)
                    .object(IndividualRows.whole(status, format == OutputFormat.JSON));
            return ExitCode.DONE;
        }
    }
}
