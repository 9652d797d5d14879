package org.amurwatch.producer.reference;

import java.time.Clock;
import java.util.function.BiFunction;
import org.amurwatch.avro.Permit;
import org.amurwatch.topic.Connection;
import picocli.CommandLine.Command;

/** {@code permits}, {@code permits list} and {@code permits load}. */
@Command(
        name = "permits",
        description = {
            "Lists the permits, or loads them from a YAML or CSV file. A permit is leave for people to be at a place for a"
                    + " time, and names nobody.",
            "Each has an id, latitude, longitude, radiusMetres, from and until. There may be: people (at most), kinds (of"
                    + " event that it explains; without them people, their tracks, vehicles, dogs, lights and camps),"
                    + " explanation (permit, staff, resident), retired."
        },
        mixinStandardHelpOptions = true,
        subcommands = {ReferenceListing.ListRecords.class, ReferenceCommand.Load.class},
        footer = {
            "",
            "Examples:",
            "  ./amurwatch permits",
            "  ./amurwatch permits load permits.yaml",
            "  ./amurwatch permits load permits.csv --dry-run"
        })
public final class PermitsCommand extends ReferenceCommand<Permit> {

    public PermitsCommand() {
        this(KafkaReferenceStore::new, Clock.systemUTC());
    }

    PermitsCommand(BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock) {
        super(new Permits(clock), stores, clock);
    }
}
