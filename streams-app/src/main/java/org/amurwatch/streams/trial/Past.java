package org.amurwatch.streams.trial;

import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.amurwatch.avro.RuleSet;
import org.jspecify.annotations.Nullable;

/** What happened, for trials. */
interface Past {

    /** All sets of rules that were published. */
    List<RuleSet> ruleSets();

    /** Reference data as they are now; the rules in them are to be exchanged. */
    TrialCircumstances circumstances();

    /**
     * Gives each trial every event and answer of a period, in order within each sector.
     *
     * @param since first moment
     * @param until this moment and later ones are left out
     * @param progress gets the number of events so far, now and then
     * @return what there was from {@code since} on, later than {@code until} too
     */
    Span replay(Instant since, Instant until, List<Trial> trials, LongConsumer progress);

    /** The same, as if each event had been received when it happened, and nobody had answered: see {@link AsIfLive}. */
    Past asIfLive();

    /**
     * How much there is.
     *
     * @param first when the first was received; null: there is none
     * @param last when the last was received; null: there is none
     */
    record Span(
            long events, @Nullable Instant first, @Nullable Instant last) {}
}
