package org.amurwatch.streams.rebuild;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One figure of one local day of a territory that the next generation gives otherwise.
 *
 * @param type sighting, poaching-alert, individual, effort or rows
 * @param subject scientific name, kind of alert, or animal; empty for effort and rows
 * @param figure what is counted: events, detections, animals, stationNights, ...
 * @param before null where there was no such figure
 * @param now null where there is none any more
 */
public record DayDifference(
        String territory,
        LocalDate day,
        String type,
        String subject,
        String figure,
        @Nullable Long before,
        @Nullable Long now) {}
