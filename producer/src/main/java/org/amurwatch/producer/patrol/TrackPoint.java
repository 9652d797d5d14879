package org.amurwatch.producer.patrol;

import java.time.Instant;
import org.amurwatch.producer.table.Thinning;

/**
 * One point of a track.
 *
 * @param teamId the team
 * @param at when it was there
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 * @param over the patrol ended there
 */
record TrackPoint(String teamId, Instant at, double latitude, double longitude, boolean over)
        implements Thinning.Point {

    @Override
    public String track() {
        return teamId;
    }

    @Override
    public boolean always() {
        return over;
    }
}
