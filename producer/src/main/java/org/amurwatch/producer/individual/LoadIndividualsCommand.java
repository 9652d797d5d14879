package org.amurwatch.producer.individual;

import java.nio.file.Path;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code individuals load}. */
@Command(
        name = "load",
        description = {
            "Loads known animals from a CSV file into the register.",
            "Columns: id, scientificName and, as far as known, name, sex (female, male), born and died (year, month or day),"
                    + " flanks (left, right, both), aliases (register:id;register:id), motherId. Animals that the file does not"
                    + " name stay as they are; loading again changes nothing; what was merged stays merged."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch individuals load leopards.csv"})
public final class LoadIndividualsCommand implements Callable<Integer>, Subcommand {

    private final BiFunction<Connection, Clock, IndividualStore> stores;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RegisterOptions options;

    @Parameters(paramLabel = "FILE", description = "id,scientificName,name,sex,born,died,flanks,aliases,motherId")
    private Path file;

    public LoadIndividualsCommand() {
        this(KafkaIndividualStore::new, Clock.systemUTC());
    }

    LoadIndividualsCommand(BiFunction<Connection, Clock, IndividualStore> stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public String parent() {
        return "individuals";
    }

    @Override
    public Integer call() {
        List<Individual> loaded = IndividualsFile.read(file);
        IndividualStore store = options.store(stores, clock);
        Map<String, Individual> changed = new Register(store.register()).load(loaded);
        store.publishEntries(changed.values());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("read", loaded.size());
        result.put("changed", changed.size());
        result.put("unchanged", loaded.size() - changed.size());
        options.print(spec, result);
        return ExitCode.DONE;
    }
}
