package org.amurwatch.streams.rule;

import java.time.Duration;

/**
 * What holds for all rules of a set.
 *
 * @param reviewAfter how long a machine's statement waits for a person to look before a team is sent on it alone
 * @param quiet an incident without anything new for so long ends by itself
 * @param answerHolds how long "on the way" holds off the next step
 * @param updateEvery at most one message about more of the same in so long
 * @param patrolNearMetres a person or vehicle so near to one of our own patrols is explained by it
 * @param patrolNear and within that time before or after the patrol's position
 * @param reopenWithin new evidence of an incident that ended or was resolved less than that ago opens it again
 * @param sensitivity is added to every suspicion before it is compared: above 0 the whole set is more eager
 */
public record RuleSettings(
        Duration reviewAfter,
        Duration quiet,
        Duration answerHolds,
        Duration updateEvery,
        double patrolNearMetres,
        Duration patrolNear,
        Duration reopenWithin,
        double sensitivity) {

    /** What holds where a set says nothing. */
    public static final RuleSettings DEFAULT = new RuleSettings(
            Duration.ofMinutes(10),
            Duration.ofHours(24),
            Duration.ofMinutes(45),
            Duration.ofMinutes(1),
            1_000,
            Duration.ofHours(1),
            Duration.ofHours(24),
            0);
}
