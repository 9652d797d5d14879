package org.amurwatch.streams.routing;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What all who were told of an incident hear when it is over, or when what they were told no longer holds.
 *
 * @param message ALL_CLEAR: it is over; CORRECTED: something was taken back, after which it may go on; UPDATED: it is part of
 *     another
 * @param because why it is over; empty where it goes on
 * @param quiet for how long nothing had come, of QUIET; else null
 */
public record Ending(
        AlertMessage message,
        Set<Because> because,
        @Nullable Duration quiet) {

    public Ending {
        because = Set.copyOf(because);
    }

    /** It is less than was told, and goes on. */
    public static final Ending LESS = new Ending(AlertMessage.CORRECTED, Set.of(), null);

    /** It goes on as part of another. */
    public static final Ending MERGED = new Ending(AlertMessage.UPDATED, Set.of(), null);

    /** Somebody closed it. */
    public static Ending closed(@Nullable Outcome outcome) {
        return new Ending(AlertMessage.ALL_CLEAR, Set.of(Because.found(outcome)), null);
    }

    /** It ended by itself. */
    public static Ending quiet(Duration quiet) {
        return new Ending(AlertMessage.ALL_CLEAR, Set.of(Because.QUIET), quiet);
    }

    /** Nothing is left of its evidence, and there was a reason for all of it. */
    public static Ending allClear(Collection<Because> because) {
        return new Ending(AlertMessage.ALL_CLEAR, EnumSet.copyOf(because), null);
    }

    /** Nothing is left of its evidence, since it was no evidence. */
    public static Ending takenBack(Collection<Because> because) {
        return new Ending(AlertMessage.CORRECTED, EnumSet.copyOf(because), null);
    }

    /** The reasons, in the order in which they are said. */
    List<Because> reasons() {
        return because.stream().sorted().toList();
    }
}
