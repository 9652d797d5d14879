package org.amurwatch.consumer.export;

import java.time.Duration;
import java.time.Instant;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a time that can't be right, as intake has it: a row of a file keeps it, marked; what came by a live way gets
 * the time at which it was received.
 */
final class CheckedClock {

    private static final Duration CLOCK_AHEAD = Duration.ofMinutes(5);
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private CheckedClock() {}

    /** @param before as it was known until now; a statement that repeats its wrong time keeps what that got */
    static Sighting of(Sighting sighting, Instant receivedAt, @Nullable Sighting before) {
        Instant stated = sighting.getObservedAt();
        if (isPossible(stated, receivedAt)) {
            return sighting;
        }
        Sighting.Builder checked = Sighting.newBuilder(sighting).setClockSuspect(true);
        if (sighting.getProvenance().getFile() == null) {
            checked.setStatedObservedAt(stated)
                    .setObservedAt(
                            before != null && stated.equals(before.getStatedObservedAt())
                                    ? before.getObservedAt()
                                    : receivedAt)
                    .setObservedUntil(null);
        }
        return checked.build();
    }

    /** The same of a poaching alert. */
    static PoachingAlert of(PoachingAlert alert, Instant receivedAt, @Nullable PoachingAlert before) {
        Instant stated = alert.getObservedAt();
        if (isPossible(stated, receivedAt)) {
            return alert;
        }
        PoachingAlert.Builder checked = PoachingAlert.newBuilder(alert).setClockSuspect(true);
        if (alert.getProvenance().getFile() == null) {
            checked.setStatedObservedAt(stated)
                    .setObservedAt(
                            before != null && stated.equals(before.getStatedObservedAt())
                                    ? before.getObservedAt()
                                    : receivedAt)
                    .setObservedUntil(null);
        }
        return checked.build();
    }

    private static boolean isPossible(Instant time, Instant receivedAt) {
        return !time.isAfter(receivedAt.plus(CLOCK_AHEAD)) && !time.isBefore(EARLIEST);
    }
}
