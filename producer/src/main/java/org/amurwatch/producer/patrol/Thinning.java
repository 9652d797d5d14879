package org.amurwatch.producer.patrol;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets through one point of each team per interval (the first of each minute, say), every end of a patrol, and the last point
 * of each track. What it lets through follows from the track alone, so that a repeated import publishes the same points.
 */
final class Thinning {

    private final Duration interval;
    private final Consumer<TrackPoint> kept;
    private final Map<String, Track> tracks = new HashMap<>();
    private long left;

    private static final class Track {
        private long slot;
        private @Nullable TrackPoint held;
    }

    /** @param interval zero: every point is let through */
    Thinning(Duration interval, Consumer<TrackPoint> kept) {
        this.interval = interval;
        this.kept = kept;
    }

    void add(TrackPoint point) {
        if (interval.isZero()) {
            kept.accept(point);
            return;
        }
        long slot = Math.floorDiv(point.at().toEpochMilli(), interval.toMillis());
        Track track = tracks.get(point.teamId());
        if (track == null || track.slot != slot || point.over()) {
            if (track == null) {
                track = new Track();
                tracks.put(point.teamId(), track);
            }
            track.slot = slot;
            track.held = null;
            kept.accept(point);
        } else {
            track.held = point;
            left++;
        }
    }

    /** The file is over. */
    void end() {
        tracks.values().forEach(track -> {
            if (track.held != null) {
                kept.accept(track.held);
                track.held = null;
                left--;
            }
        });
    }

    /** How many points were left out. */
    long left() {
        return left;
    }
}
