package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.Optional;
import org.amurwatch.avro.AlertKind;

/**
 * How old (received minus observed) a sign of each kind may be and still page somebody. The one table of it: an alert is
 * worth telling for as long, so it is the lifetime of its deliveries too.
 */
public final class MaxAge {

    /** Of an animal: it has gone on by then, and where it was still says what follows it and what it goes for. */
    public static final Duration OF_SIGHTINGS = Duration.ofHours(24);

    private MaxAge() {}

    /** The greatest age; empty where no age is too great. */
    public static Optional<Duration> of(AlertKind kind) {
        return switch (kind) {
            // A patrol in danger is in danger until somebody has heard from it.
            case SOS, PATROL_CONTACT -> Optional.empty();
            // Whoever did it has left after that: nobody can be met there any more.
            case GUNSHOT, VEHICLE, HUMAN_PRESENCE, LIGHT, DOG, CHAINSAW, OTHER -> Optional.of(Duration.ofHours(2));
            // A trace that is worth a visit while it is fresh.
            case FIRE, CARCASS, HUMAN_TRACKS, SKIN_OR_PART, ARREST, CAMERA_TAMPERED, CAMERA_SILENT, LIVESTOCK_KILLED ->
                Optional.of(Duration.ofHours(24));
            // They go on harming, or somebody comes back for them, until they are removed.
            case SNARE, TRAP, POISON, CAMP, WEAPON -> Optional.of(Duration.ofDays(14));
        };
    }
}
