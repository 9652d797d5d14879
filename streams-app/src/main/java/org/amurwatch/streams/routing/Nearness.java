package org.amurwatch.streams.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Position;
import org.jspecify.annotations.Nullable;

/**
 * How near a team is to a place: in a straight line from its last position, if that is under two hours old, else from its
 * base; a team on the other side of a barrier is farther than any that is not.
 *
 * @param reach what the distance is taken from, or why there is none
 * @param metres in a straight line; NaN where nothing is known
 * @param age of the position; null where the distance is not from one
 */
public record Nearness(Reach reach, double metres, @Nullable Duration age) {

    /** A position of that age tells no more where a team is. */
    static final Duration POSITION_HOLDS = Duration.ofHours(2);

    /** A position that is ahead of our clock by more than that is no position of now. */
    private static final Duration CLOCK_AHEAD = Duration.ofMinutes(5);

    /** In the order of preference where distances are equal or unknown. */
    public enum Reach {
        POSITION,
        BASE,
        UNKNOWN,
        BEYOND_BARRIER
    }

    /** The nearest first: by distance from position or base, then teams of which nothing is known, then those beyond a barrier. */
    static final Comparator<Nearness> NEAREST_FIRST = Comparator.<Nearness>comparingInt(
                    nearness -> switch (nearness.reach) {
                        case POSITION, BASE -> 0;
                        case UNKNOWN -> 1;
                        case BEYOND_BARRIER -> 2;
                    })
            .thenComparingDouble(Nearness::metres)
            .thenComparing(Nearness::reach);

    static Nearness of(PatrolTeam team, Position place, RoutingSituation situation) {
        PatrolPosition last = lastPosition(team.getId(), situation);
        Position from = last == null ? team.getBase() : last.getPosition();
        if (from == null) {
            return new Nearness(Reach.UNKNOWN, Double.NaN, null);
        }
        Duration age = last == null ? null : Duration.between(last.getAt(), situation.now());
        boolean barred = situation
                .places()
                .barrierBetween(from.getLatitude(), from.getLongitude(), place.getLatitude(), place.getLongitude());
        Reach reach = barred ? Reach.BEYOND_BARRIER : last == null ? Reach.BASE : Reach.POSITION;
        return new Nearness(reach, Walk.metres(from, place), age);
    }

    /** The last position of a team that still tells where it is; null where there is none. */
    static @Nullable PatrolPosition lastPosition(String teamId, RoutingSituation situation) {
        PatrolPosition last = situation.lastPosition().apply(teamId);
        // A patrol that is over has gone home, wherever it ended; a track that is read later is of the past.
        if (last == null || last.getPatrolOver() || !last.getLive()) {
            return null;
        }
        Instant at = last.getAt();
        boolean recent = at.isAfter(situation.now().minus(POSITION_HOLDS))
                && !at.isAfter(situation.now().plus(CLOCK_AHEAD));
        return recent ? last : null;
    }

    /** In plain English, such as {@code 3.2 km away (position 12 min old)}. */
    public String words() {
        String kilometres = Double.isNaN(metres) ? "" : String.format(Locale.ROOT, "%.1f km", metres / 1000);
        String aged = age == null ? "" : " (position " + Math.max(0, age.toMinutes()) + " min old)";
        return switch (reach) {
            case POSITION -> kilometres + " away" + aged;
            case BASE -> kilometres + " from its base (no position of the last 2 h)";
            case UNKNOWN -> "neither position nor base known";
            case BEYOND_BARRIER ->
                kilometres + " away, but a barrier lies between" + (age == null ? " it and its base" : aged);
        };
    }
}
