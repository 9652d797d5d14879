package org.amurwatch.consumer.dashboard.past;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.consumer.dashboard.state.ParkItem.EventItem;
import org.amurwatch.consumer.dashboard.state.RecentEvents;
import org.jspecify.annotations.Nullable;

/**
 * What one record says of one event or signal.
 *
 * @param id of the event or signal
 * @param place of which it says so: of one place, records are read in their order
 * @param order what another record says of the same event, in another place, holds if it is not earlier; null: it says no more
 *     than that the event is not in this place
 * @param shown what is to be shown; null: nothing
 */
record PastStatement(
        String id,
        String place,
        @Nullable Order order,
        @Nullable Shown shown) {

    /** When the source made the statement, and when we had it. */
    record Order(Instant revision, Instant receivedAt) implements Comparable<Order> {

        private static final Comparator<Order> BY_TIME =
                Comparator.comparing(Order::revision).thenComparing(Order::receivedAt);

        @Override
        public int compareTo(Order other) {
            return BY_TIME.compare(this, other);
        }
    }

    /** What is to be shown, of which sector, and when it was. */
    record Shown(Instant observedAt, String sector, SectorEvent event) {}

    /** Of an observation; empty: it is of no event. */
    static Optional<PastStatement> of(ObservationChange change) {
        String id = change.getEventKey();
        LocatedEvent now = change.getNow();
        if (now == null) {
            LocatedEvent before = change.getBefore();
            return isEvent(before)
                    ? Optional.of(new PastStatement(id, before.getPlacement().getTerritoryId(), null, null))
                    : Optional.empty();
        }
        if (!isEvent(now)) {
            return Optional.empty();
        }
        Order order = new Order(RecentEvents.revision(now), now.getReceivedAt());
        // What was before is of no interest here, and would be half of the disk.
        Shown shown = RecentEvents.isShown(now)
                ? new Shown(
                        new EventItem(id, now, null).observedAt(),
                        now.getPlacement().getSectorId(),
                        SectorEvent.newBuilder()
                                .setObservation(ObservationChange.newBuilder()
                                        .setEventKey(id)
                                        .setNow(now)
                                        .build())
                                .build())
                : null;
        return Optional.of(new PastStatement(id, now.getPlacement().getTerritoryId(), order, shown));
    }

    private static boolean isEvent(@Nullable LocatedEvent located) {
        return located != null && located.getDeployment() == null;
    }

    /** Of a signal; empty: it changes nothing of what was. */
    static Optional<PastStatement> of(Signal signal) {
        if (signal.getPurpose() == Purpose.CANARY || (signal.getEnded() && !isTakenBackByItsEnd(signal))) {
            return Optional.empty();
        }
        Shown shown = signal.getEnded()
                ? null
                : new Shown(
                        signal.getObservedAt(),
                        signal.getPlacement().getSectorId(),
                        SectorEvent.newBuilder().setSignal(signal).build());
        return Optional.of(new PastStatement(
                "signal/" + signal.getSignalId(),
                signal.getPlacement().getSectorId(),
                new Order(signal.getDetectedAt(), signal.getDetectedAt()),
                shown));
    }

    /** A crossing does not end, but that it was none may come out; a silence that ended was one. */
    private static boolean isTakenBackByItsEnd(Signal signal) {
        return signal.getKind() == SignalKind.CROSSING || signal.getKind() == SignalKind.MOVEMENT;
    }
}
