package org.amurwatch.streams.incident;

import java.time.Instant;

/**
 * The time by which rules, timers, quiet ends and escalations decide; never the machine's. While a task catches up it is the
 * greatest record timestamp seen; once caught up, the clock. A timer that is due at a moment fires only once all input that was
 * received before that moment has been processed, so that nothing fires that waiting input would have disproved.
 */
public interface DecisionClock {

    /** The time now; never earlier than an answer before it. */
    Instant now();

    /**
     * The latest time that is known: {@link #now}, or that of a record that was seen, which is later while a task catches up.
     * What is judged again, rather than for the first time, is judged by the rules in force then: by {@link #now} those would be
     * in force again that were replaced in between.
     */
    Instant latest();

    /** A record with that timestamp is being processed. */
    void seen(Instant recordTimestamp);
}
