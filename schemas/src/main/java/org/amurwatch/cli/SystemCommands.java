package org.amurwatch.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands about brokers and registry, which every program of ours has, and how a program is made of its commands. */
public final class SystemCommands {

    private SystemCommands() {}

    /** New commands about topics, schemas and access. */
    public static List<Object> all() {
        return List.of(new TopicsCommand(), new SchemasCommand(), new AclsCommand(), new ClusterCommand());
    }

    /** A program: a root command, its own commands in the order of the help, then those of {@link #all()}. */
    public static CommandLine program(Object root, List<Object> commands) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(root);
        Stream.concat(commands.stream(), all().stream()).forEach(command -> {
            CommandLine line = new CommandLine(command);
            spec.addSubcommand(line.getCommandName(), line);
        });
        CommandLine line = CommandLines.of(spec);
        line.getCommandSpec().usageMessage().synopsisSubcommandLabel("COMMAND");
        return line;
    }
}
