package org.amurwatch.streams.rule;

import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Severity;

/** How bad one single report of a kind is, before anything else is known of it. */
public final class SeverityTable {

    private SeverityTable() {}

    public static Severity of(AlertKind kind) {
        return switch (kind) {
            // Our own people are in danger.
            case SOS, PATROL_CONTACT -> Severity.CRITICAL;
            // Somebody is killing now, or what they left kills until it is removed; a fire takes the forest itself.
            case GUNSHOT, SNARE, TRAP, POISON, FIRE -> Severity.SEVERE;
            // People who are here to poach, or what they have done: evidence, and they may still be near.
            case WEAPON, CARCASS, SKIN_OR_PART, CAMP, CHAINSAW, CAMERA_TAMPERED, ARREST, LIVESTOCK_KILLED ->
                Severity.WARNING;
            // Signs that are innocent most of the time, or that a source could not name.
            case HUMAN_TRACKS, HUMAN_PRESENCE, VEHICLE, DOG, LIGHT, CAMERA_SILENT, OTHER -> Severity.INFO;
        };
    }
}
