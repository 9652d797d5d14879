package org.amurwatch.streams.routing;

import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Outcome;
import org.jspecify.annotations.Nullable;

/** Why an incident is over. Each has words in every language of the messages. */
public enum Because {
    /** A person closed it and said no more. */
    CLOSED(false),
    FOUND_POACHING(false),
    FOUND_SIGN(false),
    FOUND_PERMITTED(true),
    FOUND_STAFF(true),
    FOUND_ANIMAL(true),
    FOUND_DETECTOR_ERROR(true),
    NOT_REACHED(false),
    /** It ended by itself. */
    QUIET(false),
    EXPLAINED_STAFF(true),
    EXPLAINED_PATROL(true),
    EXPLAINED_PERMIT(true),
    EXPLAINED_RESIDENT(true),
    EXPLAINED_DETECTOR(true),
    EXPLAINED_ANIMAL(true),
    EXPLAINED_OTHER(true),
    /** The patrol that had missed its check-in. */
    PATROL_HEARD(true),
    /** The station that had fallen silent. */
    STATION_HEARD(true),
    /** The station that had fallen silent: a deployment says that it was taken down. */
    STATION_TAKEN_DOWN(true),
    /** The animal that was missed. */
    ANIMAL_SEEN(true),
    /** After corrections it is no more than usual. */
    USUAL(true),
    /** What an animal was said to have done. */
    SIGHTINGS_CORRECTED(true),
    /** Taken back by the source, or moved to another sector. */
    WITHDRAWN(true),
    CORRECTED(true),
    /** What is left is no reason to tell anybody. */
    NOT_ENOUGH(true);

    private final boolean harmless;

    Because(boolean harmless) {
        this.harmless = harmless;
    }

    /** Whether it says that there is no danger; else it says only that nobody is asked any more. */
    boolean isHarmless() {
        return harmless;
    }

    /** @param outcome null: none was given */
    static Because found(@Nullable Outcome outcome) {
        if (outcome == null) {
            return CLOSED;
        }
        return switch (outcome) {
            case POACHING_CONFIRMED -> FOUND_POACHING;
            case SIGN_WITHOUT_PERSON -> FOUND_SIGN;
            case PERMITTED_PERSON -> FOUND_PERMITTED;
            case OUR_STAFF -> FOUND_STAFF;
            case ANIMAL -> FOUND_ANIMAL;
            case DETECTOR_ERROR -> FOUND_DETECTOR_ERROR;
            case NOT_REACHED -> NOT_REACHED;
        };
    }

    /** The evidence has that explanation. */
    public static Because explained(Explanation explanation) {
        return switch (explanation) {
            case STAFF -> EXPLAINED_STAFF;
            case PATROL -> EXPLAINED_PATROL;
            case PERMIT -> EXPLAINED_PERMIT;
            case RESIDENT -> EXPLAINED_RESIDENT;
            case DETECTOR -> EXPLAINED_DETECTOR;
            case ANIMAL -> EXPLAINED_ANIMAL;
            case OTHER -> EXPLAINED_OTHER;
        };
    }
}
