package org.amurwatch.producer.reference;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that lists one kind of reference data when called by its bare name, or with {@code list}. */
public abstract class ReferenceListing<V extends SpecificRecord> implements Callable<Integer> {

    private final ReferenceTable<V> table;
    private final BiFunction<Connection, Clock, ReferenceStore> stores;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ListingOptions options;

    /** @param stores the reference data of a system */
    protected ReferenceListing(
            ReferenceTable<V> table, BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock) {
        this.table = table;
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        return list(spec.commandLine().getOut(), options.connect(), options.output());
    }

    private int list(PrintWriter out, Connection connection, OutputFormat format) {
        new Output(out, format)
                .rows(
                        table.columns(),
                        store(connection).read(table.topic()).values().stream()
                                .map(record -> table.row(record, format))
                                .toList());
        return ExitCode.DONE;
    }

    final ReferenceStore store(Connection connection) {
        return stores.apply(connection, clock);
    }

    /** Says what time it is to commands that change something. */
    protected final Clock clock() {
        return clock;
    }

    /** The options given before a subcommand, which hold for it too. */
    protected final ListingOptions options() {
        return options;
    }

    /** {@code ... list}. */
    @Command(name = "list", description = "Lists the ${PARENT-COMMAND-NAME}.", mixinStandardHelpOptions = true)
    public static final class ListRecords implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @ParentCommand
        private ReferenceListing<?> parent;

        @Mixin
        private ListingOptions options;

        @Override
        public Integer call() {
            return parent.list(
                    spec.commandLine().getOut(),
                    options.connect(spec, parent.options),
                    options.output(spec, parent.options));
        }
    }
}
