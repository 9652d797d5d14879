package org.amurwatch.consumer.dashboard.state;

import org.jspecify.annotations.Nullable;

/**
 * Something became other than it was.
 *
 * @param version of the state from here on
 * @param before null: it is new
 * @param after null: it is gone
 */
public record Change(
        long version, @Nullable ParkItem before, @Nullable ParkItem after) {

    /** What kind of thing. */
    public ParkItem.Kind kind() {
        return either().kind();
    }

    /** Which one. */
    public String id() {
        return either().id();
    }

    private ParkItem either() {
        if (after != null) {
            return after;
        }
        if (before == null) {
            throw new IllegalStateException("A change is of something.");
        }
        return before;
    }
}
