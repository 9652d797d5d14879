package org.amurwatch.streams;

import java.util.List;
import org.amurwatch.cli.SystemCommands;
import org.amurwatch.streams.app.StreamsCommand;
import org.amurwatch.streams.operation.BalanceCommand;
import org.amurwatch.streams.operation.DeadLettersCommand;
import org.amurwatch.streams.rebuild.RebuildCommand;
import org.amurwatch.streams.routing.RouteCommand;
import org.amurwatch.streams.rule.RulesCommand;
import org.amurwatch.streams.trial.RulesTestCommand;
import picocli.CommandLine.Command;

/** The Streams applications, as a program of their own: what the image amurwatch/streams-app runs. */
@Command(
        name = "amurwatch",
        description = "Amur Watch, the Streams applications and what looks after them.",
        mixinStandardHelpOptions = true)
public final class StreamsMain {

    private StreamsMain() {}

    public static void main(String[] arguments) {
        System.exit(SystemCommands.program(new StreamsMain(), commands()).execute(arguments));
    }

    /** New commands of this module. */
    public static List<Object> commands() {
        return List.of(
                new BalanceCommand(),
                new DeadLettersCommand(),
                new RebuildCommand(),
                new RouteCommand(),
                new RulesCommand(),
                new RulesTestCommand(),
                new StreamsCommand());
    }
}
