package org.amurwatch.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands about brokers, registry and the audit, which every program of ours has, and how a program is made of its commands. */
public final class SystemCommands {

    private SystemCommands() {}

    /** New commands about topics, schemas, access, and who saw what. */
    public static List<Object> all() {
        return List.of(
                new TopicsCommand(),
                new SchemasCommand(),
                new AsyncApiCommand(),
                new AclsCommand(),
                new ClusterCommand(),
                new ListAuditCommand(),
                new VerifyAuditCommand());
    }

    /**
     * A program: a root command, its own commands in the order of the help, then those of {@link #all()}. Each {@link
     * Subcommand} goes below the command that it names.
     */
    public static CommandLine program(Object root, List<Object> commands) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(root);
        List<Object> all = Stream.concat(commands.stream(), all().stream()).toList();
        all.stream().filter(command -> !(command instanceof Subcommand)).forEach(command -> add(spec, command));
        for (Object command : all) {
            if (command instanceof Subcommand below) {
                CommandLine parent = spec.subcommands().get(below.parent());
                CommandSpec group = parent == null ? group(spec, below.parent()) : parent.getCommandSpec();
                add(group, command);
            }
        }
        CommandLine line = CommandLines.of(spec);
        line.getCommandSpec().usageMessage().synopsisSubcommandLabel("COMMAND");
        return line;
    }

    private static void add(CommandSpec parent, Object command) {
        CommandLine line = new CommandLine(command);
        parent.addSubcommand(line.getCommandName(), line);
    }

    /** A command that has subcommands and does nothing itself. */
    private static CommandSpec group(CommandSpec root, String name) {
        CommandSpec group = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
        group.usageMessage().synopsisSubcommandLabel("COMMAND");
        root.addSubcommand(name, new CommandLine(group));
        return group;
    }
}
