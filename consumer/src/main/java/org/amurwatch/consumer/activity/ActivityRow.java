package org.amurwatch.consumer.activity;

import java.time.LocalDate;
import org.amurwatch.avro.SubjectType;
import org.jspecify.annotations.Nullable;

/**
 * Counts of one species, or of one kind of poaching alert, over some territories and days.
 *
 * @param scope which territory and day; all where null
 * @param type what is counted
 * @param subject scientific name, or kind
 * @param detections independent detections
 * @param animals animals (or people, vehicles, snares) of those detections
 * @param stationNights effort of the whole scope, days without this subject included; null where none is known
 * @param detectionsPer100StationNights null without effort
 * @param unclassifiedShare of the scope's rows, 0 to 1: what nobody has looked at; null where there are no rows
 */
public record ActivityRow(
        Scope scope,
        SubjectType type,
        String subject,
        long detections,
        long animals,
        @Nullable Long stationNights,
        @Nullable Double detectionsPer100StationNights,
        @Nullable Double unclassifiedShare) {

    /**
     * What a row sums over.
     *
     * @param territory null: all that were asked for
     * @param day null: all that were asked for
     */
    public record Scope(
            @Nullable String territory, @Nullable LocalDate day) {}
}
