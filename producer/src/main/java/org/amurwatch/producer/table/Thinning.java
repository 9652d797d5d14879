package org.amurwatch.producer.table;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets through one point of each track per interval (the first of each minute, say), every point that must not be lost, and the
 * last point of each track. What it lets through follows from the tracks alone, so that a repeated import publishes the same
 * points. Holds one point of each track.
 *
 * @param <P> a point
 */
public final class Thinning<P extends Thinning.Point> {

    private final Duration interval;
    private final Consumer<P> kept;
    private final Map<String, Track<P>> tracks = new HashMap<>();
    private long left;

    /** A point of a track. */
    public interface Point {

        /** Whose track it is. */
        String track();

        Instant at();

        /** Whether it must not be lost. */
        default boolean always() {
            return false;
        }
    }

    private static final class Track<P> {
        private long slot;
        private @Nullable P held;
    }

    /** @param interval zero: every point is let through */
    public Thinning(Duration interval, Consumer<P> kept) {
        this.interval = interval;
        this.kept = kept;
    }

    public void add(P point) {
        if (interval.isZero()) {
            kept.accept(point);
            return;
        }
        long slot = Math.floorDiv(point.at().toEpochMilli(), interval.toMillis());
        Track<P> track = tracks.get(point.track());
        if (track == null || track.slot != slot || point.always()) {
            if (track == null) {
                track = new Track<>();
                tracks.put(point.track(), track);
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
    public void end() {
        tracks.values().forEach(track -> {
            if (track.held != null) {
                kept.accept(track.held);
                track.held = null;
                left--;
            }
        });
    }

    /** How many tracks there are. */
    public int tracks() {
        return tracks.size();
    }

    /** How many points were left out. */
    public long left() {
        return left;
    }
}
