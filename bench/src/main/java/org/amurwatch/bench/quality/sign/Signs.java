package org.amurwatch.bench.quality.sign;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulatedEvent;

/**
 * Which events are signs of a threat, and which of them are recent enough to page somebody. The table of ages is the
 * ruler's own: a test says when the system's differs, so that a change of it is seen here and can't bend the ruler.
 */
public final class Signs {

    private static final Duration GREATEST_LEAD = Duration.ofMinutes(5);
    private static final Instant FIRST_POSSIBLE = Instant.parse("1990-01-01T00:00:00Z");

    private Signs() {}

    /** Whether the event states a human threat: neither an animal nor the place of a patrol. */
    public static boolean isSign(SimulatedEvent event) {
        return event.kind() != EventKind.SIGHTING && event.kind() != EventKind.PATROL_POSITION;
    }

    /** Whether the event is a sign that may page: it was received within the greatest age of its kind. */
    public static boolean isFreshSign(SimulatedEvent event) {
        return isSign(event) && isFresh(event);
    }

    /**
     * When it happened, as far as can be told: what the device states, but the time received if a live device's clock can't
     * be right.
     */
    public static Instant happenedAt(SimulatedEvent event) {
        return clockIsBroken(event) && event.sensor() != Sensor.CAMERA_CARD ? event.receivedAt() : event.observedAt();
    }

    /** The greatest age (received minus observed) at which a sign of the kind may page; empty where none is too great. */
    public static Optional<Duration> maxAge(EventKind kind) {
        return switch (kind) {
            case SOS, PATROL_CONTACT -> Optional.empty();
            case GUNSHOT, VEHICLE, HUMAN_PRESENCE, LIGHT, DOG, CHAINSAW, OTHER -> Optional.of(Duration.ofHours(2));
            case FIRE, CARCASS, HUMAN_TRACKS, SKIN_OR_PART, ARREST, CAMERA_TAMPERED, CAMERA_SILENT, LIVESTOCK_KILLED ->
                Optional.of(Duration.ofHours(24));
            case SNARE, TRAP, POISON, CAMP, WEAPON -> Optional.of(Duration.ofDays(14));
            case SIGHTING, PATROL_POSITION -> Optional.of(Duration.ZERO);
        };
    }

    private static boolean isFresh(SimulatedEvent event) {
        if (clockIsBroken(event)) {
            // Alarms fail open: what comes live may page. The time of a card's row could be any.
            return event.sensor() != Sensor.CAMERA_CARD;
        }
        return maxAge(event.kind())
                .map(age ->
                        Duration.between(event.observedAt(), event.receivedAt()).compareTo(age) <= 0)
                .orElse(true);
    }

    /** Whether the stated time is before 1990, or more than five minutes ahead of when it was received. */
    public static boolean clockIsBroken(SimulatedEvent event) {
        return event.observedAt().isBefore(FIRST_POSSIBLE)
                || event.observedAt().isAfter(event.receivedAt().plus(GREATEST_LEAD));
    }
}
