package org.amurwatch.streams.trial;

import java.time.Duration;
import java.time.Instant;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.streams.incident.Circumstances;
import org.amurwatch.streams.rule.Rules;

/**
 * Runs two sets of rules side by side over what was received in the past, and nobody is told. Nobody answers either, since nobody
 * could have: each incident's first page to duty officers and to teams is what is compared, not how it went on.
 *
 * <p>What {@code records} finds (silent stations, more than usual, known animals) comes as the signals that it sent then: rules
 * of these kinds are judged by what the set of that time had it look for. Not safe for several threads.
 */
public final class RuleTrial {

    /** So long before the period events are read too, for what is usual at a place and what a rule still remembers. */
    public static final Duration BEFORE = Duration.ofDays(90);

    private final TriedSet current;
    private final TriedSet tried;
    private final Instant since;
    private final Instant to;
    private long events;

    /**
     * @param park map, teams, permits, policies and silences as they are now
     * @param current the set that is in force
     * @param tried the other one
     * @param purpose what the system is for: in one that is there for real, exercises do not count
     * @param from incidents opened from then on count
     * @param to those opened before
     */
    public RuleTrial(Circumstances park, Rules current, Rules tried, Purpose purpose, Instant from, Instant to) {
        this.current = new TriedSet(current, park, purpose, from, to);
        this.tried = new TriedSet(tried, park, purpose, from, to);
        this.since = from.minus(BEFORE);
        this.to = to;
    }

    /**
     * Something was received. What lies outside the period, and before what it needs, is left out.
     *
     * @param receivedAt not before that of the event before it in the same sector
     */
    public void on(String sectorId, SectorEvent event, Instant receivedAt) {
        if (receivedAt.isBefore(since) || !receivedAt.isBefore(to)) {
            return;
        }
        events++;
        current.on(sectorId, event, receivedAt);
        tried.on(sectorId, event, receivedAt);
    }

    /** Events that were looked at. */
    public long events() {
        return events;
    }

    /** The period is over. */
    public TrialResult end() {
        return new TrialResult(current.end(), tried.end(), events);
    }
}
