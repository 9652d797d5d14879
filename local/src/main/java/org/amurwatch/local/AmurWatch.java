package org.amurwatch.local;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.bench.BenchCommand;
import org.amurwatch.cli.SystemCommands;
import org.amurwatch.consumer.ConsumerMain;
import org.amurwatch.local.bundle.BundleCommand;
import org.amurwatch.local.secrets.KafkaPasswordChange;
import org.amurwatch.local.secrets.SecretsCommand;
import org.amurwatch.producer.ProducerMain;
import org.amurwatch.producer.publish.KafkaEventSink;
import org.amurwatch.streams.StreamsMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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

    /** The commands of all modules, in the order of the help. */
    private static List<Object> commands() {
        List<Object> commands = new ArrayList<>(List.of(
                new UpCommand(
                        AmurWatch::commandLine, (connection, clock) -> new KafkaEventSink(connection, clock, false)),
                new StatusCommand(),
                new SecretsCommand(Clock.systemUTC(), new KafkaPasswordChange())));
        commands.addAll(ProducerMain.commands());
        commands.addAll(ConsumerMain.commands());
        commands.addAll(StreamsMain.commands());
        commands.add(new BenchCommand());
        commands.add(new BundleCommand());
        return commands;
    }

    /** The command line, new and without state. */
    public static CommandLine commandLine() {
        return SystemCommands.program(new AmurWatch(), commands());
    }
}
