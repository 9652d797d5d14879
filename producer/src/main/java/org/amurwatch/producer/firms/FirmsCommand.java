package org.amurwatch.producer.firms;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.publish.KafkaEventSink;
import org.amurwatch.producer.reference.KafkaReferenceStore;
import org.amurwatch.producer.reference.ReferenceStore;
import org.amurwatch.producer.table.SinkFactory;
import org.amurwatch.producer.table.TableImportOptions;
import org.amurwatch.producer.table.TableImporter;
import org.amurwatch.producer.territory.TerritoryGround;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code import firms}. */
@Command(
        name = "firms",
        description = {
            "Imports NASA FIRMS hotspots (CSV; MODIS or VIIRS) as poaching alerts of kind FIRE.",
            "Those far outside all territories are left out and counted: a day's file is of the whole world."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The source is 'firms' unless --source says otherwise.",
            "",
            "Exit codes: 0 done, 2 a file is no such table or there are no territories (nothing was published), 3 done but for"
                    + " rejected rows, 4 a server can't be reached.",
            "",
            "Example: ./amurwatch import firms MODIS_C6_1_Global_24h.csv --margin 10"
        })
public final class FirmsCommand implements Callable<Integer>, Subcommand {

    private final TableImporter importer;
    private final BiFunction<Connection, Clock, ReferenceStore> stores;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connectionOptions;

    @Mixin
    private TableImportOptions options;

    @Option(
            names = "--margin",
            paramLabel = "KILOMETRES",
            defaultValue = "5",
            description = "Fires so far outside of a territory are taken too (default: ${DEFAULT-VALUE}).")
    private double marginKilometres;

    @Option(names = "--everywhere", description = "Leave out none, wherever it is.")
    private boolean everywhere;

    public FirmsCommand() {
        this(KafkaEventSink::new, KafkaReferenceStore::new, Clock.systemUTC());
    }

    public FirmsCommand(SinkFactory sinks, BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock) {
        this.importer = new TableImporter(sinks, clock);
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public String parent() {
        return "import";
    }

    @Override
    public Integer call() {
        if (!(marginKilometres >= 0 && marginKilometres <= 1_000)) {
            throw CommandFailure.usage(
                    "--margin " + marginKilometres + " is out of range: expected 0 to 1000 kilometres.");
        }
        Connection connection = connectionOptions.connect(Party.PRODUCER);
        FirmsReading reading = new FirmsReading(everywhere ? null : ground(connection), marginKilometres);
        return importer.run(spec, connectionOptions, connection, options, "firms", reading);
    }

    private TerritoryGround ground(Connection connection) {
        TerritoryGround ground = TerritoryGround.of(
                stores.apply(connection, clock).read(Topics.TERRITORIES).values(), marginKilometres * 1000);
        if (ground.isEmpty()) {
            throw CommandFailure.usage("There are no territories, so every fire would be left out: load them first"
                    + " ('./amurwatch territories load'), or take all with --everywhere.");
        }
        return ground;
    }
}
