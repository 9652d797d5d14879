package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.amurwatch.avro.HistoryEntry;
import org.amurwatch.avro.IncidentEntry;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.PlaceTraffic;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.event.Observation;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.RuleEvents;
import org.jspecify.annotations.Nullable;

/**
 * All decisions of one sector: what belongs together, how bad it is, who must look and who must be told. Holds the sector's
 * state; everything that changes in it is in the {@link Effects}, so that it can be written and read back. Knows no Kafka and no
 * clock. Not safe for several threads. After an exception it is in no defined state and to be made anew from the rows.
 */
public final class SectorEngine {

    private final Map<Purpose, SectorWing> wings = new EnumMap<>(Purpose.class);
    private final Circumstances circumstances;
    private final Instant silentBefore;
    private Collection<Permit> considered = List.of();
    private Instant latest = Instant.EPOCH;

    /** A sector of which nothing is known. */
    public SectorEngine(String sectorId, Circumstances circumstances) {
        this(sectorId, circumstances, Instant.EPOCH);
    }

    /**
     * @param silentBefore what is told before that was told by an earlier generation: it is remembered as told, and the
     *     effects hold no alerts
     */
    public SectorEngine(String sectorId, Circumstances circumstances, Instant silentBefore) {
        this.circumstances = circumstances;
        this.silentBefore = silentBefore;
        for (Purpose purpose : List.of(Purpose.ACTUAL, Purpose.EXERCISE)) {
            wings.put(purpose, new SectorWing(sectorId, purpose, circumstances, silentBefore));
        }
    }

    /** Takes in a row that was written before; all rows of the sector come before any event, in any order. */
    public void restore(HistoryEntry row) {
        Objects.requireNonNull(wings.get(row.getPurpose())).restore(row);
    }

    /** As {@link #restore(HistoryEntry)}. */
    public void restore(IncidentEntry row) {
        Objects.requireNonNull(wings.get(row.getIncident().getPurpose())).restore(row);
        advance(row.getIncident().getChangedAt());
    }

    /** As {@link #restore(HistoryEntry)}. */
    public void restore(PlaceTraffic row) {
        Objects.requireNonNull(wings.get(row.getPurpose())).restore(row);
    }

    /** As {@link #restore(HistoryEntry)}. */
    public void restore(PatrolPosition row) {
        Objects.requireNonNull(wings.get(row.getPurpose())).restore(row);
    }

    /** All rows are in. */
    public void restored() {
        wings.values().forEach(SectorWing::restored);
    }

    /**
     * Something happened.
     *
     * @param recordTimestamp when it was received
     */
    public Effects on(SectorEvent event, Instant recordTimestamp) {
        Instant now = advance(recordTimestamp);
        Effects effects = new Effects();
        if (event.getObservation() != null) {
            on(event, event.getObservation(), now, effects);
        } else if (event.getSignal() != null) {
            if (event.getSignal().getEnded()) {
                wings.values().forEach(wing -> wing.end(event.getSignal(), now, effects));
            } else {
                RuleEvents.now(event).ifPresent(signal -> take(signal, List.of(), now, effects));
            }
        } else if (event.getPatrolPosition() != null) {
            SectorWing wing = wings.get(event.getPatrolPosition().getPurpose());
            if (wing != null) {
                wing.take(event.getPatrolPosition(), now, effects);
            }
        }
        return effects;
    }

    private void on(SectorEvent event, ObservationChange change, Instant now, Effects effects) {
        LocatedEvent located = change.getNow();
        Observation observation = located == null ? null : Observation.of(located);
        boolean stands = observation != null && !observation.withdrawn();
        RuleEvent current = stands ? RuleEvents.now(event).orElse(null) : null;
        if (current == null) {
            wings.values().forEach(wing -> wing.remove(change.getEventKey(), Loss.WITHDRAWN, now, effects));
        } else {
            take(current, media(located), now, effects);
        }
    }

    private void take(RuleEvent event, List<MediaReference> media, Instant now, Effects effects) {
        for (SectorWing wing : wings.values()) {
            if (wing.purpose() == event.purpose()) {
                wing.take(event, media, now, effects);
            } else {
                wing.remove(event.key(), Loss.CORRECTED, now, effects);
            }
        }
        if (!now.isBefore(silentBefore)) {
            CanaryAlert.of(event).ifPresent(effects.alerts()::add);
        }
    }

    private static List<MediaReference> media(LocatedEvent located) {
        return located.getPoachingAlert() == null
                ? List.of()
                : located.getPoachingAlert().getMedia();
    }

    /** Somebody answered about an incident. One that nobody knows changes nothing. */
    public Effects on(PatrolResponse response, Instant recordTimestamp) {
        Instant now = advance(recordTimestamp);
        Effects effects = new Effects();
        for (SectorWing wing : wings.values()) {
            if (wing.take(response, now, effects)) {
                break;
            }
        }
        return effects;
    }

    /** Looks again at what permits explain, if others are in force than at the last call; cheap if not. */
    public Effects reconsider(Instant now) {
        Collection<Permit> permits = circumstances.permits();
        Effects effects = new Effects();
        if (permits != considered) {
            considered = permits;
            Instant latestNow = advance(now);
            wings.values().forEach(wing -> wing.reconsiderPermits(latestNow, effects));
        }
        return effects;
    }

    /** When the next thing is due; null: nothing is. */
    public @Nullable Instant nextDue() {
        return wings.values().stream()
                .map(SectorWing::nextDue)
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Does what is due by now, by the decision clock. */
    public Effects due(Instant now) {
        return due(now, Integer.MAX_VALUE);
    }

    /** As {@link #due(Instant)}, for so many incidents of each purpose at most. */
    public Effects due(Instant now, int most) {
        Instant latestNow = advance(now);
        Effects effects = new Effects();
        wings.values().forEach(wing -> wing.due(latestNow, most, effects));
        return effects;
    }

    /** The latest moment that it has decided at. */
    public Instant latest() {
        return latest;
    }

    /** Time does not go back, even where records come out of order. */
    private Instant advance(Instant at) {
        if (at.isAfter(latest)) {
            latest = at;
        }
        return latest;
    }
}
