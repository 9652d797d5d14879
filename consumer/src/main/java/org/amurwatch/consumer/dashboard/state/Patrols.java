package org.amurwatch.consumer.dashboard.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.dashboard.state.ParkItem.PatrolItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.TrackPoint;
import org.jspecify.annotations.Nullable;

/** Where teams were in the last day. Not for several threads. */
final class Patrols {

    /** How far back a track is shown. */
    static final Duration TRACK = Duration.ofHours(24);

    private static final int MOST_POINTS = 200;

    private final Map<String, NavigableMap<Instant, PatrolPosition>> tracks = new HashMap<>();
    private final Set<String> overdue = new HashSet<>();

    void add(PatrolPosition position) {
        if (position.getPurpose() == Purpose.CANARY) {
            return;
        }
        NavigableMap<Instant, PatrolPosition> track =
                tracks.computeIfAbsent(position.getTeamId(), team -> new TreeMap<>());
        track.put(position.getAt(), position);
        if (track.size() > MOST_POINTS) {
            track.pollFirstEntry();
        }
    }

    void checkIn(String team, boolean ended) {
        if (ended) {
            overdue.remove(team);
        } else {
            overdue.add(team);
        }
    }

    /** Forgets what is older than a track may be, and answers the teams that there were. */
    Set<String> expire(Instant now) {
        Set<String> teams = Set.copyOf(tracks.keySet());
        tracks.values().forEach(track -> track.headMap(now.minus(TRACK)).clear());
        tracks.values().removeIf(Map::isEmpty);
        return teams;
    }

    /** How a team stands; null: it was nowhere of late. */
    @Nullable
    PatrolItem item(String team, String name) {
        NavigableMap<Instant, PatrolPosition> track = tracks.get(team);
        if (track == null) {
            return null;
        }
        List<TrackPoint> points = new ArrayList<>();
        track.forEach((at, position) -> points.add(new TrackPoint(at, position.getPosition())));
        return new PatrolItem(
                team, name, List.copyOf(points), track.lastEntry().getValue().getPatrolOver(), overdue.contains(team));
    }
}
