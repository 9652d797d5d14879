package org.amurwatch.producer.individual;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.amurwatch.avro.Sighting;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code individuals reassign}. */
@Command(
        name = "reassign",
        description = {
            "Says that a sighting shows another animal, or that it is not known which.",
            "It is a correction of the sighting: counts, individuals and incidents follow. A later statement of its source holds"
                    + " in turn."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: ./amurwatch individuals reassign cards/a41f --to 'Leo 12M'",
            "          ./amurwatch individuals reassign cards/a41f --unknown"
        })
public final class ReassignSightingCommand implements Callable<Integer>, Subcommand {

    private final BiFunction<Connection, Clock, IndividualStore> stores;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RegisterOptions options;

    @Parameters(paramLabel = "EVENT", description = "The sighting: source id / event id.")
    private String eventKey;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Target target = new Target();

    /** Which animal it is. */
    private static final class Target {

        @Option(names = "--to", paramLabel = "ID", description = "The animal that it shows, by its id in the register.")
        private @Nullable String id;

        @Option(names = "--unknown", description = "It is not known which animal it shows.")
        private boolean unknown;
    }

    public ReassignSightingCommand() {
        this(KafkaIndividualStore::new, Clock.systemUTC());
    }

    ReassignSightingCommand(BiFunction<Connection, Clock, IndividualStore> stores, Clock clock) {
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
        if (target.id != null) {
            Register register = new Register(store.register());
            register.standing(target.id);
            register.requireMeant(eventKey.substring(0, Math.max(0, eventKey.indexOf('/'))), target.id);
        }
        Sighting sighting = store.sightings(Set.of(eventKey)).get(eventKey);
        if (sighting == null) {
            throw CommandFailure.usage("There is no sighting '" + eventKey
                    + "', or it was withdrawn: expected source id / event id, as 'individuals show' gives it.");
        }
        Sighting corrected = Correction.of(sighting, target.id, clock.instant());
        store.publishSightings(List.of(corrected));
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("reassigned", eventKey);
        result.put("to", target.id);
        result.put("revision", corrected.getProvenance().getRevision().toString());
        options.print(spec, result);
        return ExitCode.DONE;
    }
}
