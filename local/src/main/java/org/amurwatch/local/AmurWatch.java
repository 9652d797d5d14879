package org.amurwatch.local;

import java.time.Clock;
import java.util.List;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.cli.SchemasCommand;
import org.amurwatch.cli.TopicsCommand;
import org.amurwatch.consumer.activity.ActivityCommand;
import org.amurwatch.consumer.dispatch.DispatchCommand;
import org.amurwatch.consumer.read.AlertsCommand;
import org.amurwatch.consumer.read.DeliveriesCommand;
import org.amurwatch.local.bundle.BundleCommand;
import org.amurwatch.producer.importing.ImportCommand;
import org.amurwatch.producer.publish.KafkaEventSink;
import org.amurwatch.producer.reference.TeamsCommand;
import org.amurwatch.producer.report.ReportCommand;
import org.amurwatch.producer.territory.TerritoriesCommand;
import org.amurwatch.streams.app.StreamsCommand;
import org.amurwatch.streams.operation.BalanceCommand;
import org.amurwatch.streams.operation.DeadLettersCommand;
import org.amurwatch.streams.rebuild.RebuildCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The command line: every command of every module under one name. */
@Command(
        name = "amurwatch",
        description = "Kafka event streaming that helps to save the Amur leopard.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Start with: ./amurwatch up --demo",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part, 4 a server can't be reached, 5 not allowed."
        })
public final class AmurWatch {

    private AmurWatch() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** All commands, in the order of the help. */
    private static List<Object> commands() {
        return List.of(
                new UpCommand(
                        AmurWatch::commandLine, (connection, clock) -> new KafkaEventSink(connection, clock, false)),
                new StatusCommand(),
                new ImportCommand(KafkaEventSink::new, Clock.systemUTC()),
                new ReportCommand(),
                new TerritoriesCommand(),
                new TeamsCommand(),
                new ActivityCommand(),
                new AlertsCommand(),
                new DeliveriesCommand(),
                new BalanceCommand(),
                new DeadLettersCommand(),
                new RebuildCommand(),
                new TopicsCommand(),
                new SchemasCommand(),
                new StreamsCommand(),
                new DispatchCommand(),
                new BundleCommand());
    }

    /** The command line, new and without state. */
    public static CommandLine commandLine() {
        CommandSpec root = CommandSpec.forAnnotatedObject(new AmurWatch());
        for (Object command : commands()) {
            CommandLine line = new CommandLine(command);
            root.addSubcommand(line.getCommandName(), line);
        }
        CommandLine line = CommandLines.of(root);
        line.getCommandSpec().usageMessage().synopsisSubcommandLabel("COMMAND");
        return line;
    }
}
