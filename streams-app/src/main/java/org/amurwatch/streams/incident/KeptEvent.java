package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.streams.rule.RuleEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event of a sector's history.
 *
 * @param event as rules see it; explained by whatever explains it, received when it was first received
 * @param stated why it needs nobody, as its source or a verdict says
 * @param concluded the same as was concluded here
 * @param media pictures and sounds, of what may have to be looked at
 * @param usualPeoplePerWeek at its place when it was first received; NaN while too little was known
 * @param membership the incident that it is or was evidence of; null: of none
 */
record KeptEvent(
        RuleEvent event,
        @Nullable Explanation stated,
        @Nullable Explanation concluded,
        List<MediaReference> media,
        double usualPeoplePerWeek,
        @Nullable Membership membership) {

    /**
     * @param rule that joined it
     * @param joinedAt by the decision clock
     */
    record Membership(String incidentId, String rule, int ruleVersion, Instant joinedAt) {}

    KeptEvent {
        media = List.copyOf(media);
    }

    String key() {
        return event.key();
    }

    KeptEvent with(@Nullable Membership other) {
        return new KeptEvent(event, stated, concluded, media, usualPeoplePerWeek, other);
    }

    KeptEvent concludedAs(@Nullable Explanation explanation) {
        return new KeptEvent(
                event.explainedAs(stated != null ? stated : explanation),
                stated,
                explanation,
                media,
                usualPeoplePerWeek,
                membership);
    }

    /** Whether it says of the event what another says. */
    boolean saysTheSameAs(KeptEvent other) {
        return event.equals(other.event) && media.equals(other.media);
    }
}
