package org.amurwatch.producer.csv;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.producer.publish.KafkaEventSink;
import org.amurwatch.producer.table.RowTime;
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

/** {@code import csv}. */
@Command(
        name = "csv",
        description = {
            "Imports a table of any form as sightings and poaching alerts, by a mapping file that says which column is what.",
            "Words of their own that the mapping does not know become alerts of kind OTHER that keep the word, and are counted."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The source is 'csv' unless --source says otherwise: give each register of yours its own.",
            "",
            "Exit codes: 0 done, 2 the mapping or a file can't be used (nothing was published), 3 done but for rejected rows, 4 a"
                    + " server can't be reached.",
            "",
            "Example: ./amurwatch import csv snares.csv --mapping snares.yaml --source snare-register --dry-run"
        })
public final class CsvCommand implements Callable<Integer>, Subcommand {

    private final TableImporter importer;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connectionOptions;

    @Mixin
    private TableImportOptions options;

    @Option(
            names = "--mapping",
            required = true,
            paramLabel = "FILE",
            description = "YAML file: columns, time, types, species, constants (docs/in-files.md).")
    private Path mapping;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone of times that say none, such as Asia/Vladivostok (default: the mapping's).")
    private @Nullable String zone;

    public CsvCommand() {
        this(KafkaEventSink::new, Clock.systemUTC());
    }

    public CsvCommand(SinkFactory sinks, Clock clock) {
        this.importer = new TableImporter(sinks, clock);
    }

    @Override
    public String parent() {
        return "import";
    }

    @Override
    public Integer call() {
        CsvReading reading = new CsvReading(CsvMapping.read(mapping), zone == null ? null : RowTime.zone(zone));
        return importer.run(
                spec, connectionOptions, connectionOptions.connect(Party.PRODUCER), options, "csv", reading);
    }
}
