package org.amurwatch.streams.routing;

import org.amurwatch.avro.AlertKind;

/** Which signs of people may be our own people's, or permitted people's. The one table of it, with reasons. */
public final class ExplainableKinds {

    private ExplainableKinds() {}

    /** Whether a patrol of ours that was near explains a sign of this kind that a device has seen. */
    public static boolean byPatrol(AlertKind kind) {
        return switch (kind) {
            // What a patrol itself leaves on cameras and microphones: people, their tracks, car, dog, lamps and camp.
            case HUMAN_PRESENCE, HUMAN_TRACKS, VEHICLE, DOG, LIGHT, CAMP -> true;
            // A call of the patrol itself: that it is near is the point.
            case SOS, PATROL_CONTACT, ARREST -> false;
            // A shot near our patrol may be at our patrol.
            case GUNSHOT, WEAPON -> false;
            // Patrols find and report these, and leave none behind: a patrol that is near makes them more likely to be
            // true.
            case SNARE, TRAP, POISON, CARCASS, SKIN_OR_PART, LIVESTOCK_KILLED -> false;
            // Patrols neither burn nor log; where a crew clears a trail, there is a permit for it.
            case FIRE, CHAINSAW -> false;
            // A camera that is taken while a patrol is near was not taken by it; the crew's own work has a permit.
            case CAMERA_TAMPERED, CAMERA_SILENT -> false;
            // Nobody knows what it is.
            case OTHER -> false;
        };
    }

    /** Whether a permit that names no kinds explains a sign of this kind. */
    public static boolean byAnyPermit(AlertKind kind) {
        return switch (kind) {
            case HUMAN_PRESENCE, HUMAN_TRACKS, VEHICLE, DOG, LIGHT, CAMP -> true;
            default -> false;
        };
    }

    /** Whether a permit may explain a sign of this kind if it names the kind: all but our own people's calls. */
    public static boolean byNamingPermit(AlertKind kind) {
        return kind != AlertKind.SOS && kind != AlertKind.PATROL_CONTACT;
    }

    /** Whether the count of a sign of this kind is of people, or of what takes one person each at least. */
    static boolean countsPeople(AlertKind kind) {
        return kind == AlertKind.HUMAN_PRESENCE || kind == AlertKind.HUMAN_TRACKS || kind == AlertKind.VEHICLE;
    }
}
