package org.amurwatch.consumer.partner.send;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended.
 *
 * @param settled how it ended for the first of those that were sent, in their order; what is not among them is sent again
 * @param trouble why not all are settled; null where all that were tried are
 * @param oneByOne whether they are to be sent again each alone: together they were refused, for one that is not known
 */
public record Attempt(List<Settlement> settled, @Nullable Trouble trouble, boolean oneByOne) {

    public Attempt {
        settled = List.copyOf(settled);
    }

    public static Attempt settled(List<Settlement> settled) {
        return new Attempt(settled, null, false);
    }

    public static Attempt settled(Settlement settled) {
        return settled(List.of(settled));
    }

    public static Attempt failed(Trouble trouble) {
        return new Attempt(List.of(), trouble, false);
    }

    /** All of them were refused together. */
    public static Attempt againOneByOne() {
        return new Attempt(List.of(), null, true);
    }
}
