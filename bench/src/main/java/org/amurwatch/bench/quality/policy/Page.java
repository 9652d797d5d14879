package org.amurwatch.bench.quality.policy;

import java.time.Instant;
import java.util.List;

/**
 * One message of an incident to those of one level. The first of its incident and level is a page, those after it are
 * updates.
 *
 * @param at when it is sent, by the system's clock
 * @param incidentId of the policy's own making
 * @param evidence ids of the events that the message shows; all were received before
 */
public record Page(Instant at, Level level, String incidentId, List<String> evidence) {

    public Page {
        evidence = List.copyOf(evidence);
    }

    /** A page to the duty officer for one event, which is its own incident. */
    static Page review(Instant at, String eventId) {
        return new Page(at, Level.REVIEW, eventId, List.of(eventId));
    }
}
