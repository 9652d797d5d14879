package org.amurwatch.producer.individual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.Sighting;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code individuals split}. */
@Command(
        name = "split",
        description = {
            "Says that some sightings of one animal show another.",
            "The other is added to the register, if it is not there yet, and the sightings are corrected to it. Nothing is"
                    + " changed if one of them is not of the first animal."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch individuals split 'Leo 12M' --events cards/a41f cards/a42c --as 'Leo 140M'"
        })
public final class SplitIndividualCommand implements Callable<Integer>, Subcommand {

    private final BiFunction<Connection, Clock, IndividualStore> stores;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RegisterOptions options;

    @Parameters(paramLabel = "ID", description = "The animal that they were taken for.")
    private String id;

    @Option(
            names = "--events",
            paramLabel = "EVENT|FILE",
            arity = "1..*",
            required = true,
            description = "Sightings (source id / event id), or files with one on each line.")
    private List<String> events;

    @Option(names = "--as", paramLabel = "ID", required = true, description = "The animal that they show.")
    private String as;

    public SplitIndividualCommand() {
        this(KafkaIndividualStore::new, Clock.systemUTC());
    }

    SplitIndividualCommand(BiFunction<Connection, Clock, IndividualStore> stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public String parent() {
        return "individuals";
    }

    @Override
    public Integer call() {
        Set<String> keys = keys();
        IndividualStore store = options.store(stores, clock);
        Register register = new Register(store.register());
        Individual other = register.split(id, as);
        Register after = register.with(other);
        Map<String, Sighting> sightings = store.sightings(keys);
        List<String> faults = new ArrayList<>();
        List<Sighting> corrected = new ArrayList<>();
        for (String key : keys) {
            Sighting sighting = sightings.get(key);
            String shown = sighting == null ? null : shown(register, sighting);
            if (sighting == null) {
                faults.add("There is no sighting '" + key + "', or it was withdrawn.");
            } else if (register.survivor(id).equals(shown)) {
                after.requireMeant(sighting.getProvenance().getSourceId(), as);
                corrected.add(Correction.of(sighting, as, clock.instant()));
            } else if (!as.equals(shown)) {
                faults.add("Sighting '" + key + "' is one of "
                        + (shown == null ? "no animal of the register" : "'" + shown + "'") + ", not of '" + id + "'.");
            }
        }
        if (!faults.isEmpty()) {
            throw CommandFailure.usage("Nothing was changed:" + System.lineSeparator() + "  "
                    + String.join(System.lineSeparator() + "  ", faults));
        }
        // First the animal, so that its sightings never stand under a name that nobody knows.
        store.publishEntries(List.of(other));
        store.publishSightings(corrected);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("split", id);
        result.put("as", as);
        result.put("reassigned", corrected.size());
        options.print(spec, result);
        return ExitCode.DONE;
    }

    private static @Nullable String shown(Register register, Sighting sighting) {
        Identification identification = sighting.getIdentification();
        return identification == null
                ? null
                : register.individualOf(sighting.getProvenance().getSourceId(), identification.getIndividualId());
    }

    private Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        for (String event : events) {
            Path file = path(event);
            if (file == null || !Files.isRegularFile(file)) {
                keys.add(event);
                continue;
            }
            try {
                Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(keys::add);
            } catch (IOException e) {
                throw CommandFailure.usage("Can't read " + file + " as a UTF-8 text: " + e.getMessage());
            }
        }
        return keys;
    }

    private static @Nullable Path path(String event) {
        try {
            return Path.of(event);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
