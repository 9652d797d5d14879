package org.amurwatch.producer.reference;

import java.time.Clock;
import java.util.function.BiFunction;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.topic.Connection;
import picocli.CommandLine.Command;

/** {@code teams}, {@code teams list} and {@code teams load}. */
@Command(
        name = "teams",
        description = {
            "Lists the patrol teams, or loads them from a YAML file.",
            "Each team has an id, a name, the territories or sectors it answers for, the kinds of poaching alert it is told"
                    + " of and the names of its endpoints. There may be: language (en, ru, zh), role (patrol, duty-officer),"
                    + " leastSeverity, timeZone, dutyTimes [{days, begin, end}], base {latitude, longitude},"
                    + " nextEndpointAfterSeconds, retired."
        },
        mixinStandardHelpOptions = true,
        subcommands = {ReferenceListing.ListRecords.class, ReferenceCommand.Load.class},
        footer = {"", "Examples:", "  ./amurwatch teams", "  ./amurwatch teams load teams.yaml"})
public final class TeamsCommand extends ReferenceCommand<PatrolTeam> {

    public TeamsCommand() {
        this(KafkaReferenceStore::new, Clock.systemUTC());
    }

    TeamsCommand(BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock) {
        super(new PatrolTeams(), stores, clock);
    }
}
