package org.amurwatch.streams.trial;

import java.time.Instant;
import java.util.Set;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Severity;
import org.jspecify.annotations.Nullable;

/**
 * An incident that a set of rules raised in the period that is asked for.
 *
 * @param incidentId sector, a slash, and an id of the event that opened it
 * @param evidence keys of all events that were ever its evidence
 * @param rules names of those that joined its evidence
 * @param severity the worst it ever had
 * @param reviewRule the rule of the first page to a duty officer; null if none was paged
 * @param dispatchRule the rule of the first page to a team; null if none was sent
 */
public record RaisedIncident(
        String incidentId,
        Instant openedAt,
        String territoryId,
        Set<String> evidence,
        Set<String> rules,
        Severity severity,
        @Nullable String reviewRule,
        @Nullable String dispatchRule) {

    public RaisedIncident {
        evidence = Set.copyOf(evidence);
        rules = Set.copyOf(rules);
    }

    /** The most that it ever paged for. */
    public PageLevel level() {
        return dispatchRule != null ? PageLevel.DISPATCH : reviewRule != null ? PageLevel.REVIEW : PageLevel.NONE;
    }
}
