package org.amurwatch.streams.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Sighting;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/**
 * Events as if each had been received at the moment at which it happened, in that order: so that what came by card, or with a
 * package that was imported later, can be tried on rules as if its cameras had been live. What has a clock that can't be right,
 * and what was concluded from many events, stays at the time at which it was received.
 */
final class AsIfLive {

    /** Some 300 MB of them. */
    static final int MOST = 300_000;

    private final Instant since;
    private final Instant until;
    private final List<Happened> events = new ArrayList<>();

    /** One event of a sector, and when it counts as received. */
    record Happened(String sectorId, SectorEvent event, Instant at) {}

    /**
     * @param since what happened before is left out
     * @param until what happened then or later is left out
     */
    AsIfLive(Instant since, Instant until) {
        this.since = since;
        this.until = until;
    }

    /**
     * Takes an event in the order in which they were received; it may be changed.
     *
     * @throws CommandFailure if there are too many
     */
    void add(String sectorId, SectorEvent event, Instant receivedAt) {
        Instant at = earlier(happenedAt(event, receivedAt), receivedAt);
        if (at.isBefore(since) || !at.isBefore(until)) {
            return;
        }
        if (events.size() == MOST) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "More than " + MOST + " events happened in the period and the 134 days before it: they must be put"
                            + " in order in memory. Choose a shorter period.");
        }
        events.add(new Happened(sectorId, receivedAt(event, at), at));
    }

    /** All of them, in the order in which they happened; of one moment in the order in which they were received. */
    List<Happened> inOrder() {
        events.sort(Comparator.comparing(Happened::at));
        return events;
    }

    private static Instant happenedAt(SectorEvent event, Instant receivedAt) {
        PatrolPosition position = event.getPatrolPosition();
        if (position != null) {
            return position.getAt();
        }
        ObservationChange change = event.getObservation();
        LocatedEvent known = change == null ? null : change.getNow() == null ? change.getBefore() : change.getNow();
        return known == null ? receivedAt : happenedAt(known, receivedAt);
    }

    private static Instant happenedAt(LocatedEvent known, Instant receivedAt) {
        Sighting sighting = known.getSighting();
        if (sighting != null) {
            return sighting.getClockSuspect() ? receivedAt : sighting.getObservedAt();
        }
        PoachingAlert alert = known.getPoachingAlert();
        if (alert != null) {
            return alert.getClockSuspect() ? receivedAt : alert.getObservedAt();
        }
        Deployment deployment = known.getDeployment();
        return deployment == null ? receivedAt : Objects.requireNonNullElse(deployment.getStart(), receivedAt);
    }

    private static SectorEvent receivedAt(SectorEvent event, Instant at) {
        ObservationChange change = event.getObservation();
        if (change != null) {
            for (LocatedEvent state : new LocatedEvent[] {change.getBefore(), change.getNow()}) {
                if (state != null && at.isBefore(state.getReceivedAt())) {
                    state.setReceivedAt(at);
                    state.setFreshnessMillis(0);
                }
            }
        }
        return event;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
