package org.amurwatch.streams.activity;

import java.util.List;
import org.amurwatch.avro.TerritoryStatus;
import org.jspecify.annotations.Nullable;

/**
 * All that one record changes, computed before any of it is written.
 *
 * @param territoryId the territory
 * @param days the days that are different, in order
 * @param statusChanged whether the status is different
 * @param status the status from now on; null if nothing is known of the territory any more
 */
record ActivityChange(
        String territoryId,
        Replacement<EventRow> events,
        Replacement<DeploymentRow> deployments,
        List<DayChange> days,
        boolean statusChanged,
        @Nullable TerritoryStatus status) {

    /** Stored rows that go, and rows that come; one that is only different is in both. */
    record Replacement<R>(List<R> removed, List<R> added) {

        static <R> Replacement<R> nothing() {
            return new Replacement<>(List.of(), List.of());
        }

        boolean changesNothing() {
            return removed.equals(added);
        }
    }
}
