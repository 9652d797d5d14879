package org.amurwatch.streams.patrol;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.amurwatch.avro.PatrolEntry;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.event.StableId;
import org.amurwatch.streams.rule.BuiltInRules;
import org.amurwatch.streams.territory.Located;
import org.jspecify.annotations.Nullable;

/**
 * What a position of a patrol leads to, and what its absence does. Changes nothing itself.
 *
 * <p>Every position is told to the sector that it lies in and to those near it. The last live one of a team may promise the
 * next: if none came by then, the check-in is missed, and the sector of the last one is told. Any later live position ends
 * that, unless what it promises itself is past already: then the team is still silent, but was last seen somewhere else. A
 * track that was read later is no sign of life, and an older position never replaces a newer one.
 */
final class PatrolWatch {

    /** The rule behind a missed check-in is built in: it is in force whatever rules are published. */
    static final String RULE = BuiltInRules.MISSED_CHECK_IN.name();

    static final int RULE_VERSION = 0;

    private PatrolWatch() {}

    /** One thing that one sector is told. */
    record Sent(String sectorId, SectorEvent event) {}

    /**
     * What a position or a silence leads to.
     *
     * @param entry what is to be remembered of the team; null where that stays as it is
     */
    record Outcome(@Nullable PatrolEntry entry, List<Sent> sent) {}

    /**
     * Takes a checked position.
     *
     * @param known what is remembered of the team, for the position's purpose; null for nothing
     * @param receivedAt when our system got it
     */
    static Outcome on(PatrolPosition position, Located located, @Nullable PatrolEntry known, Instant receivedAt) {
        List<Sent> sent = positions(position, located);
        boolean older =
                known != null && position.getAt().isBefore(known.getLast().getAt());
        if (!position.getLive() || older) {
            return new Outcome(null, sent);
        }
        Instant dueAt = promised(position);
        PatrolEntry.Builder entry = PatrolEntry.newBuilder().setLast(position).setPlacement(located.placement());
        Signal missed = known == null ? null : known.getMissed();
        if (missed == null) {
            return new Outcome(entry.setDueAt(dueAt).build(), sent);
        }
        if (dueAt == null || dueAt.isAfter(receivedAt)) {
            sent.add(told(ended(missed, receivedAt)));
            return new Outcome(entry.setDueAt(dueAt).build(), sent);
        }
        Signal moved = at(missed, position, located.placement(), receivedAt);
        if (!sector(moved).equals(sector(missed))) {
            sent.add(told(ended(missed, receivedAt)));
        }
        if (!moved.getPosition().equals(missed.getPosition())
                || !moved.getObservedAt().equals(missed.getObservedAt())) {
            sent.add(told(moved));
        }
        return new Outcome(entry.setMissed(moved).build(), sent);
    }

    /** Takes note that it is later than a promise; what is not due leads to nothing. */
    static Outcome due(PatrolEntry known, Instant now) {
        Instant dueAt = known.getDueAt();
        if (dueAt == null || dueAt.isAfter(now)) {
            return new Outcome(null, List.of());
        }
        Signal missed = missed(known.getLast(), known.getPlacement(), now);
        PatrolEntry entry =
                PatrolEntry.newBuilder(known).setDueAt(null).setMissed(missed).build();
        return new Outcome(entry, List.of(told(missed)));
    }

    /** When the next sign of life is due; null where none is promised. */
    private static @Nullable Instant promised(PatrolPosition position) {
        Integer minutes = position.getCheckInMinutes();
        return position.getPatrolOver() || minutes == null
                ? null
                : position.getAt().plus(Duration.ofMinutes(minutes));
    }

    private static List<Sent> positions(PatrolPosition position, Located located) {
        List<Sent> sent = new ArrayList<>();
        sent.add(new Sent(
                located.placement().getSectorId(),
                SectorEvent.newBuilder().setPatrolPosition(position).build()));
        for (String sectorId : located.sharedSectorIds()) {
            sent.add(new Sent(
                    sectorId,
                    SectorEvent.newBuilder()
                            .setPatrolPosition(position)
                            .setShared(true)
                            .build()));
        }
        return sent;
    }

    private static Signal missed(PatrolPosition last, Placement placement, Instant now) {
        int minutes = Objects.requireNonNull(last.getCheckInMinutes(), "What is due was promised.");
        return Signal.newBuilder()
                .setSignalId(StableId.of(
                        RULE,
                        last.getPurpose().name(),
                        last.getTeamId(),
                        last.getAt().toString()))
                .setKind(SignalKind.CHECK_IN)
                .setRule(RULE)
                .setRuleVersion(RULE_VERSION)
                .setSubjectKind(SignalSubject.TEAM)
                .setSubject(last.getTeamId())
                .setPurpose(last.getPurpose())
                .setPlacement(placement)
                .setPosition(last.getPosition())
                // The silence begins with the last sign of life: who goes to look must hear of that time.
                .setObservedAt(last.getAt())
                .setDetectedAt(now)
                .setFound(hours(Duration.between(last.getAt(), now)))
                .setExpected(hours(Duration.ofMinutes(minutes)))
                .build();
    }

    private static double hours(Duration duration) {
        return duration.toMillis() / (double) Duration.ofHours(1).toMillis();
    }

    private static Signal ended(Signal missed, Instant at) {
        return Signal.newBuilder(missed).setEnded(true).setDetectedAt(at).build();
    }

    private static Signal at(Signal missed, PatrolPosition position, Placement placement, Instant at) {
        return Signal.newBuilder(missed)
                .setPosition(position.getPosition())
                .setPlacement(placement)
                .setObservedAt(position.getAt())
                .setDetectedAt(at)
                .build();
    }

    private static Sent told(Signal signal) {
        return new Sent(
                sector(signal), SectorEvent.newBuilder().setSignal(signal).build());
    }

    private static String sector(Signal signal) {
        return signal.getPlacement().getSectorId();
    }
}
