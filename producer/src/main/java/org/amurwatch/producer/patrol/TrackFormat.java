package org.amurwatch.producer.patrol;

/** In what form a track is written. */
enum TrackFormat {
    /** GPX 1.1 (and 1.0): the points of its tracks. */
    GPX,
    /** Comma-separated values with a header: team, time, latitude, longitude, over. */
    CSV
}
