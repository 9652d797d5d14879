package org.amurwatch.streams.incident;

import java.time.Instant;
import org.amurwatch.streams.rule.RuleEvent;
import org.jspecify.annotations.Nullable;

/** Which patrol team could be at an event first. */
@FunctionalInterface
interface NearestTeam {

    /** @param metres in a straight line; null: not known */
    record Near(String teamId, @Nullable Double metres) {}

    /** The nearest team that would be sent, or else could be; null: there is none. */
    @Nullable
    Near to(IncidentCase incident, RuleEvent event, Instant now);
}
