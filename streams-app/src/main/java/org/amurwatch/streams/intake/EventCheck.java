package org.amurwatch.streams.intake;

import java.time.Duration;
import java.time.Instant;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.event.EventKey;
import org.amurwatch.event.Observation;
import org.amurwatch.streams.intake.FieldEvent.Observed;
import org.amurwatch.streams.intake.FieldEvent.OfDeployment;
import org.jspecify.annotations.Nullable;

/** Whether an event can be used, and what becomes of a time that can't be right. */
final class EventCheck {

    /** A clock that is further ahead of ours than this is broken (architecture.md, Time). */
    static final Duration CLOCK_AHEAD = Duration.ofMinutes(5);

    /** No event of ours is older: an earlier time is a clock that was reset. */
    static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private EventCheck() {}

    /** An event that can't be used; the message is a sentence that says what was expected and what came. */
    static final class Invalid extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Invalid(String sentence) {
            super(sentence);
        }
    }

    /**
     * Checks what no event can do without.
     *
     * @param recordKey key of the record it stands in
     * @throws Invalid with a sentence
     */
    static void check(FieldEvent event, String recordKey) {
        EventKey key = identity(event);
        if (!key.toString().equals(recordKey)) {
            throw new Invalid("The key of a record is source id / event id; expected '" + key + "', got '" + recordKey
                    + "'. Send it again under its own key.");
        }
        check(event.position());
        if (event instanceof Observed observed) {
            checkCount(observed.observation().count());
        } else if (event instanceof OfDeployment deployment
                && deployment.deployment().getStationId().isBlank()) {
            throw new Invalid("A deployment names its station; got a blank.");
        }
    }

    /**
     * Checks that a verdict says by whom, of the event that its record is about.
     *
     * @throws Invalid with a sentence
     */
    static void check(ReviewVerdict verdict, String recordKey) {
        if (!verdict.getEventKey().equals(recordKey)) {
            throw new Invalid("The key of a verdict is that of its event; expected '" + verdict.getEventKey()
                    + "', got '" + recordKey + "'. Send it again under its own key.");
        }
        if (verdict.getBy().isBlank()) {
            throw new Invalid("A verdict says who looked, by a role or a pseudonym; got a blank.");
        }
    }

    private static EventKey identity(FieldEvent event) {
        try {
            return EventKey.of(event.provenance());
        } catch (IllegalArgumentException e) {
            throw new Invalid(String.valueOf(e.getMessage()));
        }
    }

    // Conditions are written so that NaN fails them.
    private static void check(Position position) {
        if (!(Math.abs(position.getLatitude()) <= 90)) {
            throw new Invalid("A latitude is -90 to 90 degrees; got " + position.getLatitude() + ".");
        }
        if (!(Math.abs(position.getLongitude()) <= 180)) {
            throw new Invalid("A longitude is -180 to 180 degrees; got " + position.getLongitude() + ".");
        }
        Double uncertainty = position.getUncertaintyMetres();
        if (uncertainty != null && !(uncertainty >= 0 && uncertainty < Double.POSITIVE_INFINITY)) {
            throw new Invalid("An uncertainty is 0 metres or more, or absent; got " + uncertainty + ".");
        }
    }

    private static void checkCount(@Nullable Integer count) {
        if (count != null && count < 0) {
            throw new Invalid("A count is 0 or more, or absent; got " + count + ".");
        }
    }

    /**
     * Alarms fail open: a live event whose clock can't be right gets the time received in place of what it says, and may
     * page; a row of a file keeps its time, marked, for nobody can know the right one.
     *
     * @param known the event as it was put before, or null; a correction that repeats the same wrong time keeps the
     *     replacement that its first statement got
     */
    static FieldEvent withCheckedClock(FieldEvent event, Instant receivedAt, @Nullable LocatedEvent known) {
        if (event instanceof OfDeployment deployment) {
            return periodIsPossible(deployment, receivedAt) ? deployment : deployment.withClockSuspect();
        }
        Observed observed = (Observed) event;
        Instant observedAt = observed.observation().observedAt();
        if (isPossible(observedAt, receivedAt)) {
            return observed;
        }
        if (observed.fromFile()) {
            return observed.withClockSuspect();
        }
        return observed.withReplacedClock(replacement(observedAt, receivedAt, known));
    }

    private static Instant replacement(Instant stated, Instant receivedAt, @Nullable LocatedEvent known) {
        Observation before = known == null ? null : Observation.of(known);
        return before != null && stated.equals(before.statedObservedAt()) ? before.observedAt() : receivedAt;
    }

    private static boolean periodIsPossible(OfDeployment deployment, Instant receivedAt) {
        Instant start = deployment.deployment().getStart();
        Instant end = deployment.deployment().getEnd();
        return isPossible(start, receivedAt) && (end == null || !end.isBefore(start));
    }

    private static boolean isPossible(Instant time, Instant receivedAt) {
        return !time.isAfter(receivedAt.plus(CLOCK_AHEAD)) && !time.isBefore(EARLIEST);
    }
}
