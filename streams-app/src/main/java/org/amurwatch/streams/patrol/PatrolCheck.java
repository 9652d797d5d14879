package org.amurwatch.streams.patrol;

import java.time.Duration;
import java.time.Instant;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Position;

/** Whether a position of a patrol can be used, and what becomes of a time that can't be right. */
final class PatrolCheck {

    /** A clock that is further ahead of ours than this is broken (architecture.md, Time). */
    static final Duration CLOCK_AHEAD = Duration.ofMinutes(5);

    /** No tracker of ours is older: an earlier time is a clock that was reset. */
    static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    /** A week: who is silent longer than that by plan has promised nothing. */
    static final int LONGEST_CHECK_IN_MINUTES = 7 * 24 * 60;

    private PatrolCheck() {}

    /**
     * The position as it may be used. A live one whose clock can't be right is a sign of life all the same, of the moment when
     * it was received; of a track that was read later nobody can know the right time.
     *
     * @param recordKey key of the record it stands in
     * @throws UnusablePosition with a sentence
     */
    static PatrolPosition checked(PatrolPosition position, String recordKey, Instant receivedAt) {
        if (position.getTeamId().isBlank()) {
            throw UnusablePosition.invalid("A position names its team; got a blank.");
        }
        if (!position.getTeamId().equals(recordKey)) {
            throw UnusablePosition.invalid("The key of a position is its team; expected '" + position.getTeamId()
                    + "', got '" + recordKey + "'. Send it again under its own key.");
        }
        check(position.getPosition());
        Integer minutes = position.getCheckInMinutes();
        if (minutes != null && (minutes < 1 || minutes > LONGEST_CHECK_IN_MINUTES)) {
            throw UnusablePosition.invalid("A check-in is promised within 1 to " + LONGEST_CHECK_IN_MINUTES
                    + " minutes, or not at all; got " + minutes + ".");
        }
        if (isPossible(position.getAt(), receivedAt)) {
            return position;
        }
        if (position.getLive()) {
            return PatrolPosition.newBuilder(position).setAt(receivedAt).build();
        }
        throw UnusablePosition.invalid("A team was where it was after 1990 and not later than when we were told; got "
                + position.getAt() + ", received " + receivedAt + ". Set the tracker's clock, and import the track with"
                + " its true times.");
    }

    // Conditions are written so that NaN fails them.
    private static void check(Position position) {
        if (!(Math.abs(position.getLatitude()) <= 90)) {
            throw UnusablePosition.invalid("A latitude is -90 to 90 degrees; got " + position.getLatitude() + ".");
        }
        if (!(Math.abs(position.getLongitude()) <= 180)) {
            throw UnusablePosition.invalid("A longitude is -180 to 180 degrees; got " + position.getLongitude() + ".");
        }
        Double uncertainty = position.getUncertaintyMetres();
        if (uncertainty != null && !(uncertainty >= 0 && uncertainty < Double.POSITIVE_INFINITY)) {
            throw UnusablePosition.invalid("An uncertainty is 0 metres or more, or absent; got " + uncertainty + ".");
        }
    }

    private static boolean isPossible(Instant time, Instant receivedAt) {
        return !time.isAfter(receivedAt.plus(CLOCK_AHEAD)) && !time.isBefore(EARLIEST);
    }
}
