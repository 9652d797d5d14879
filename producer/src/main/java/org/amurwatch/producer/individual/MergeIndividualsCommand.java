package org.amurwatch.producer.individual;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.amurwatch.avro.Individual;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code individuals merge}. */
@Command(
        name = "merge",
        description = {
            "Says that one animal of the register turned out to be another.",
            "The first is retired, and all that was or will be seen of it counts for the second; nothing else changes, and"
                    + " loading the register again does not undo it."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch individuals merge 'Leo 131F' --into 'Leo 117F'"})
public final class MergeIndividualsCommand implements Callable<Integer>, Subcommand {

    private final BiFunction<Connection, Clock, IndividualStore> stores;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RegisterOptions options;

    @Parameters(paramLabel = "ID", description = "The animal that is another.")
    private String id;

    @Option(names = "--into", paramLabel = "ID", required = true, description = "The animal that it is.")
    private String into;

    public MergeIndividualsCommand() {
        this(KafkaIndividualStore::new, Clock.systemUTC());
    }

    MergeIndividualsCommand(BiFunction<Connection, Clock, IndividualStore> stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public String parent() {
        return "individuals";
    }

    @Override
    public Integer call() {
        IndividualStore store = options.store(stores, clock);
        Individual merged = new Register(store.register()).merge(id, into);
        store.publishEntries(List.of(merged));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("merged", id);
        result.put("into", into);
        options.print(spec, result);
        return ExitCode.DONE;
    }
}
