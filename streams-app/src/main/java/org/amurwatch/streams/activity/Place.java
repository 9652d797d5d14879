package org.amurwatch.streams.activity;

import org.jspecify.annotations.Nullable;

/**
 * Where rows must meet to be one detection: a station. A row without a station shares its place with the rows of its own
 * episode, and without an episode with none: two reports from somewhere in the forest are two detections.
 */
record Place(Kind kind, String id) {

    enum Kind {
        STATION(1),
        EPISODE(2),
        EVENT(3);

        /** Stands in stored keys: never to be changed. */
        final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }
    }

    static Place of(@Nullable String stationId, @Nullable String episodeId, String eventKey) {
        if (stationId != null) {
            return new Place(Kind.STATION, stationId);
        }
        return episodeId != null ? new Place(Kind.EPISODE, episodeId) : new Place(Kind.EVENT, eventKey);
    }
}
