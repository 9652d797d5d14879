package org.amurwatch.producer.smart;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.mapping.TypeMapping;
import org.amurwatch.producer.table.SinkFactory;
import org.amurwatch.producer.table.TableImportOptions;
import org.amurwatch.producer.table.TableImporter;
import org.amurwatch.security.Party;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code import smart-patrols}. */
@Command(
        name = "smart-patrols",
        description = {
            "Imports patrols that SMART exported (CSV): what was observed as poaching alerts and sightings, waypoints as positions"
                    + " of teams, which explain people on camera.",
            "Names of people and comments stay in the file. It can be repeated safely."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The source is 'smart' unless --source says otherwise.",
            "",
            "Exit codes: 0 done, 2 a file is no such table (nothing was published), 3 done but for rejected rows, 4 a server can't"
                    + " be reached.",
            "",
            "Example: ./amurwatch import smart-patrols patrols.csv --time-zone Asia/Vladivostok --teams teams.yaml"
        })
public final class SmartPatrolsCommand implements Callable<Integer>, Subcommand {

    private final TableImporter importer;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connectionOptions;

    @Mixin
    private TableImportOptions options;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "In which zone the times are, such as Asia/Vladivostok: the table does not say it.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "YAML file of 'category: MEANING' of this site; it goes before the built-in one.")
    private @Nullable Path mapping;

    @Option(
            names = "--teams",
            paramLabel = "FILE",
            description = "YAML file of 'team or station in SMART: our team'; of others no positions are taken.")
    private @Nullable Path teams;

    @Option(
            names = "--keep-names",
            description = "Keep names of people and comments, apart from the events, where they can be erased.")
    private boolean keepNames;

    public SmartPatrolsCommand(SinkFactory sinks, Clock clock) {
        this.importer = new TableImporter(sinks, clock);
    }

    @Override
    public String parent() {
        return "import";
    }

    @Override
    public Integer call() {
        if (zone == null) {
            throw CommandFailure.usage(
                    "Times in an export of SMART have no zone, so each could be any of 24 hours: say in which"
                            + " zone they are with --time-zone, such as --time-zone Asia/Vladivostok.");
        }
        SmartReading reading = new SmartReading(
                mapping == null
                        ? TypeMapping.builtIn("smart")
                        : TypeMapping.read(mapping).over(TypeMapping.builtIn("smart")),
                teams == null ? SmartTeams.none() : SmartTeams.read(teams),
                zone,
                keepNames);
        return importer.run(
                spec, connectionOptions, connectionOptions.connect(Party.PRODUCER), options, "smart", reading);
    }
}
