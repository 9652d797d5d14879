package org.amurwatch.consumer.feed;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.TimePrecision;

/**
 * What a released poaching alert is in the codes of CAP 1.2. A release does not say how severe an alert was, nor whether
 * somebody has seen to it: what its kind does not tell is Unknown. The table stands in docs/feeds.md.
 */
final class CapTable {

    /** What goes on while it is observed, and is over soon. */
    static final Set<AlertKind> HAPPENING = Collections.unmodifiableSet(EnumSet.of(
            AlertKind.GUNSHOT,
            AlertKind.CHAINSAW,
            AlertKind.HUMAN_PRESENCE,
            AlertKind.VEHICLE,
            AlertKind.DOG,
            AlertKind.LIGHT,
            AlertKind.WEAPON,
            AlertKind.FIRE));

    /** What stays until somebody removes it, or burns on. */
    static final Set<AlertKind> STANDING = Collections.unmodifiableSet(
            EnumSet.of(AlertKind.SNARE, AlertKind.TRAP, AlertKind.POISON, AlertKind.CAMP, AlertKind.FIRE));

    /** So long after something was observed it is still going on, for all one knows. */
    private static final Duration FRESH = Duration.ofHours(1);

    private CapTable() {}

    static String status(Purpose purpose) {
        return switch (purpose) {
            case ACTUAL -> "Actual";
            case EXERCISE -> "Exercise";
            case TEST, CANARY -> "Test";
        };
    }

    /** Immediate alone where it was told within the hour; none of these is a forecast. */
    static String urgency(ReleasedEvent event) {
        if (HAPPENING.contains(event.getKind()) && isFresh(event)) {
            return "Immediate";
        }
        return STANDING.contains(event.getKind()) ? "Unknown" : "Past";
    }

    private static boolean isFresh(ReleasedEvent event) {
        return event.getTimePrecision() == TimePrecision.MOMENT
                && event.getObservedFrom() != null
                && Duration.between(event.getObservedFrom(), event.getReleasedAt())
                                .compareTo(FRESH)
                        <= 0;
    }

    /** How bad such a thing is by its nature, for people, animals and what is theirs. */
    static String severity(AlertKind kind) {
        return switch (kind) {
            case GUNSHOT, WEAPON, POISON, FIRE -> "Severe";
            case SNARE, TRAP, CARCASS, SKIN_OR_PART, CAMP, CHAINSAW, LIVESTOCK_KILLED -> "Moderate";
            case HUMAN_TRACKS, HUMAN_PRESENCE, VEHICLE, DOG, LIGHT -> "Minor";
            case OTHER, SOS, PATROL_CONTACT, ARREST, CAMERA_TAMPERED, CAMERA_SILENT -> "Unknown";
        };
    }

    /** By how it was observed: what people stood before is observed; what a device gave or somebody told is likely. */
    static String certainty(ObservationMethod method) {
        return switch (method) {
            case DIRECT, TRACKS, SCAT, DNA -> "Observed";
            case CAMERA_TRAP, ACOUSTIC, COLLAR, REPORT -> "Likely";
            case UNSPECIFIED -> "Unknown";
        };
    }
}
