package org.amurwatch.producer.importing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a package's statements count as made.
 *
 * @param time when the package was created; else when it is imported
 * @param stated whether the package says so itself: only then a later time means a later package
 */
record PackageRevision(Instant time, boolean stated) {

    /** @param created what the package says; null where it does not say. A time after {@code now} says nothing. */
    static PackageRevision of(@Nullable Instant created, Instant now) {
        return created == null || created.isAfter(now)
                ? new PackageRevision(now, false)
                : new PackageRevision(created, true);
    }

    /** Whether the package is surely later than a statement of this revision. */
    boolean isLaterThan(Instant other) {
        return stated && time.isAfter(other);
    }
}
