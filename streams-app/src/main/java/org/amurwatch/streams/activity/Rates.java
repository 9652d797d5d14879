package org.amurwatch.streams.activity;

import org.jspecify.annotations.Nullable;

/** The rate that studies compare: detections per 100 station-nights. */
public final class Rates {

    private Rates() {}

    /**
     * @param detections independent detections, at least 0
     * @param stationNights station-nights of the same stations and days; null where no effort is known
     * @return detections per 100 station-nights; null without effort, for a rate of unknown or no effort says nothing, while
     *     0 says that somebody looked and nothing came
     */
    public static @Nullable Double detectionsPer100StationNights(long detections, @Nullable Long stationNights) {
        if (stationNights == null || stationNights <= 0) {
            return null;
        }
        return 100.0 * detections / stationNights;
    }
}
