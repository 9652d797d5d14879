package org.amurwatch.producer.reference;

import java.time.Clock;
import java.util.function.BiFunction;
import org.amurwatch.avro.Agreement;
import org.amurwatch.topic.Connection;
import picocli.CommandLine.Command;

/** {@code agreements}, {@code agreements list} and {@code agreements load}. */
@Command(
        name = "agreements",
        description = {
            "Lists the agreements with partners, or loads them from a YAML file: what may be released to whom, how exact, how"
                    + " late. Without one nothing leaves.",
            "Each has an id, a name, a precision (\"1\", \"0.1\", \"0.01\", \"0.001\" degree or withheld) and from. There may"
                    + " be: audience (partner, public), species ([all] or scientific names), kinds, territories, times"
                    + " (moment, day, season), delay (PT6H), individuals {our id: agreed name}, sources (by which events of"
                    + " the partner come in), until, review, retired."
        },
        mixinStandardHelpOptions = true,
        subcommands = {ReferenceListing.ListRecords.class, ReferenceCommand.Load.class},
        footer = {"", "Examples:", "  ./amurwatch agreements", "  ./amurwatch agreements load agreements.yaml"})
public final class AgreementsCommand extends ReferenceCommand<Agreement> {

    public AgreementsCommand() {
        this(KafkaReferenceStore::new, Clock.systemUTC());
    }

    AgreementsCommand(BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock) {
        super(new Agreements(), stores, clock);
    }
}
