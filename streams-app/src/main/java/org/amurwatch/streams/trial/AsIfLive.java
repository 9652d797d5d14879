package org.amurwatch.streams.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
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

    /** Half of the memory that a command has; the rest is for what the rules hold. */
    static final long MOST_BYTES = 128L << 20;

    /** What the list and the array of an event take beside its bytes. */
    private static final int EACH_TAKES = 64;

    private final Instant since;
    private final Instant until;
    private final Function<byte[], SectorEvent> reading;
    private final long mostBytes;
    private final List<Kept> events = new ArrayList<>();
    private final Map<String, String> sectors = new HashMap<>();
    private long bytes;

    /** As it stands in the topic: read, it would take many times as much. */
    private record Kept(String sectorId, byte[] event, Instant at) {}

    /** One event of a sector, and when it counts as received. */
    record Happened(String sectorId, SectorEvent event, Instant at) {}

    /**
     * @param since what happened before is left out
     * @param until what happened then or later is left out
     * @param reading reads an event
     */
    AsIfLive(Instant since, Instant until, Function<byte[], SectorEvent> reading) {
        this(since, until, reading, MOST_BYTES);
    }

    AsIfLive(Instant since, Instant until, Function<byte[], SectorEvent> reading, long mostBytes) {
        this.since = since;
        this.until = until;
        this.reading = reading;
        this.mostBytes = mostBytes;
    }

    /**
     * Takes an event in the order in which they were received.
     *
     * @throws CommandFailure if they no longer fit into memory
     */
    void add(String sectorId, byte[] event, Instant receivedAt) {
        Instant at = earlier(happenedAt(reading.apply(event), receivedAt), receivedAt);
        if (at.isBefore(since) || !at.isBefore(until)) {
            return;
        }
        bytes += event.length + EACH_TAKES;
        if (bytes > mostBytes) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The events of the period and of the 134 days before it, more than " + events.size()
                            + ", must be put in order in memory, and don't fit. Choose a shorter period.");
        }
        events.add(new Kept(sectors.computeIfAbsent(sectorId, id -> id), event, at));
    }

    /** Gives all of them in the order in which they happened; of one moment in the order in which they were received. */
    void replay(Consumer<Happened> each) {
        events.sort(Comparator.comparing(Kept::at));
        for (Kept kept : events) {
            each.accept(new Happened(kept.sectorId(), receivedAt(reading.apply(kept.event()), kept.at()), kept.at()));
        }
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
