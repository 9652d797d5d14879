package org.amurwatch.producer.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A camera at its station from one visit of the crew to the next, as far as its operator knows. A camera that sends is known
 * from its first day, every week, and when it ends or falls silent; one with a card when the card is read, and never if it
 * was taken.
 *
 * @param cameraId as in the events' sourceId
 * @param number of the deployment at its station, from 1
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 * @param start when the crew left it, or the first simulated moment
 * @param end when it stopped; null while it still watches
 * @param knownAt when the system gets to know this
 */
public record CameraDeployment(
        String cameraId,
        String stationId,
        int number,
        double latitude,
        double longitude,
        Instant start,
        @Nullable Instant end,
        Instant knownAt) {

    /** The same for all that is known of one deployment. */
    public String id() {
        return cameraId + "-" + number;
    }
}
