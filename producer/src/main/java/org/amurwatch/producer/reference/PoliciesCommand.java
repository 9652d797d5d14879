package org.amurwatch.producer.reference;

import java.time.Clock;
import java.util.function.BiFunction;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.topic.Connection;
import picocli.CommandLine.Command;

/** {@code policies}, {@code policies list} and {@code policies load}. */
@Command(
        name = "policies",
        description = {
            "Lists the escalation policies, or loads them from a YAML file: who is told of incidents, and who next while"
                    + " nobody answers.",
            "Each has an id, a level (review, dispatch) and steps [{afterMinutes, to}], where to is nearest, further, all,"
                    + " duty-officers or named (with teams). There may be: sectors, leastSeverity, retired."
        },
        mixinStandardHelpOptions = true,
        subcommands = {ReferenceListing.ListRecords.class, ReferenceCommand.Load.class},
        footer = {"", "Examples:", "  ./amurwatch policies", "  ./amurwatch policies load policies.yaml"})
public final class PoliciesCommand extends ReferenceCommand<EscalationPolicy> {

    public PoliciesCommand() {
        this(KafkaReferenceStore::new, Clock.systemUTC());
    }

    PoliciesCommand(BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock) {
        super(new Policies(), stores, clock);
    }
}
