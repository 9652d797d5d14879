package org.amurwatch.producer.erase;

import java.time.Instant;
import java.util.Set;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * What is to be erased: one event, all that a person is named by in a source, or all events of a period.
 *
 * @param event key of an event
 * @param person pseudonym of who classified, or what a reporter is called, in {@code source}
 * @param from from when on events happened
 * @param to before when they happened
 * @param territory where; null: everywhere
 * @param held incidents whose evidence stays, though nobody has to do with them any more
 * @param evenEvidence whether evidence of open incidents is erased too
 */
record ErasureRequest(
        @Nullable String event,
        @Nullable String person,
        @Nullable String source,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String territory,
        Set<String> held,
        boolean evenEvidence) {

    /** @throws CommandFailure (wrong usage) if it asks for nothing, or for several things at once */
    ErasureRequest {
        boolean period = from != null || to != null;
        int asked = (event == null ? 0 : 1) + (person == null ? 0 : 1) + (period ? 1 : 0);
        if (asked != 1) {
            throw CommandFailure.usage("What is to be erased? Give one of --event KEY, --person PSEUDONYM with"
                    + " --source ID, or --from TIME with --to TIME.");
        }
        if ((person == null) != (source == null)) {
            throw CommandFailure.usage(
                    "--person and --source go together: a pseudonym means something in its source alone.");
        }
        if (period && (from == null || to == null || !from.isBefore(to))) {
            throw CommandFailure.usage("A period has a beginning and an end after it: expected --from and --to.");
        }
        if (territory != null && !period) {
            throw CommandFailure.usage("--territory narrows a period: expected --from and --to with it.");
        }
        held = Set.copyOf(held);
    }
}
