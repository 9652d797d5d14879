package org.amurwatch.producer.movebank;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.publish.KafkaEventSink;
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

/** {@code import movebank}. */
@Command(
        name = "movebank",
        description = {
            "Imports fixes of collars from Movebank (CSV) as sightings of known animals, thinned.",
            "Rows that are not visible, marked as outliers or without a position are left out and counted."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The source is 'movebank' unless --source says otherwise: give each study its own, such as movebank-123456.",
            "",
            "Exit codes: 0 done, 2 a file is no such table (nothing was published), 3 done but for rejected rows, 4 a server can't"
                    + " be reached.",
            "",
            "Example: ./amurwatch import movebank study-123456.csv --source movebank-123456 --dry-run"
        })
public final class MovebankCommand implements Callable<Integer>, Subcommand {

    private final TableImporter importer;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connectionOptions;

    @Mixin
    private TableImportOptions options;

    @Option(
            names = "--thin",
            paramLabel = "MINUTES",
            defaultValue = "60",
            description =
                    "One fix of an animal per so many minutes, and the last of each; 0: all (default: ${DEFAULT-VALUE}).")
    private int thinMinutes;

    @Option(
            names = "--species",
            paramLabel = "NAME",
            description = "Scientific name of animals whose rows give none, such as 'Panthera pardus'.")
    private @Nullable String species;

    public MovebankCommand() {
        this(KafkaEventSink::new, Clock.systemUTC());
    }

    public MovebankCommand(SinkFactory sinks, Clock clock) {
        this.importer = new TableImporter(sinks, clock);
    }

    @Override
    public String parent() {
        return "import";
    }

    @Override
    public Integer call() {
        if (thinMinutes < 0 || thinMinutes > 7 * 24 * 60) {
            throw CommandFailure.usage("--thin " + thinMinutes + " is out of range: expected 0 to 10080 minutes.");
        }
        if (species != null && (species.isBlank() || species.length() > 200)) {
            throw CommandFailure.usage("--species is no name: expected for instance 'Panthera pardus'.");
        }
        return importer.run(
                spec,
                connectionOptions,
                connectionOptions.connect(Party.PRODUCER),
                options,
                "movebank",
                new MovebankReading(species, Duration.ofMinutes(thinMinutes)));
    }
}
