package org.amurwatch.streams.trial;

import java.time.Instant;
import java.util.Set;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Severity;

/**
 * An incident that was raised in a trial.
 *
 * @param territory its name, or its id where it has none
 * @param latitude of its middle, degrees, WGS 84
 * @param longitude of its middle, degrees, WGS 84
 * @param rules names of those that joined its evidence
 * @param severity the worst that it had
 * @param level the highest that it asked for
 * @param evidence keys of events
 */
public record RaisedIncident(
        String incidentId,
        Instant openedAt,
        String territory,
        double latitude,
        double longitude,
        Set<String> rules,
        Severity severity,
        PageLevel level,
        Set<String> evidence) {

    public RaisedIncident {
        rules = Set.copyOf(rules);
        evidence = Set.copyOf(evidence);
    }
}
