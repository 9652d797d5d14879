package org.amurwatch.streams.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.RuleSettings;
import org.amurwatch.streams.rule.Rules;
import org.jspecify.annotations.Nullable;

/**
 * Why an event needs nobody: a patrol of ours was near, or there is a permit. Holds the positions of patrols, live ones and
 * those of tracks that are read later, by team and time, until {@link #forgetBefore}. Not safe for several threads.
 *
 * <p>A patrol explains what devices saw. What a person on the spot reports (seen, tracks, a call) it does not: whoever stood
 * there knew whether it was us, and nearly all such reports are our patrols' own finds, next to their own positions. What
 * somebody has called suspicious nothing explains.
 */
public final class Explanations {

    /** Between two positions of a team that are at most so far apart in time, it walked straight. */
    public static final Duration LONGEST_STEP = Duration.ofMinutes(30);

    private final Map<String, NavigableMap<Instant, PatrolPosition>> tracks = new TreeMap<>();

    /** Takes in a position; of two of one team and time the later given one holds. */
    public void position(PatrolPosition position) {
        tracks.computeIfAbsent(position.getTeamId(), team -> new TreeMap<>()).put(position.getAt(), position);
    }

    /** Forgets positions of before a time. What they explained they explain no longer, so events of that time must be past. */
    public void forgetBefore(Instant time) {
        tracks.values().forEach(track -> track.headMap(time, false).clear());
        tracks.values().removeIf(NavigableMap::isEmpty);
    }

    /** How many positions are held. */
    public int size() {
        return tracks.values().stream().mapToInt(NavigableMap::size).sum();
    }

    /**
     * Why an event needs nobody: what its source said, else a patrol of ours, else the first permit by id.
     *
     * @param permits all of them, retired and past ones too
     * @return null: nothing explains it
     */
    public @Nullable Explanation explain(RuleEvent event, Collection<Permit> permits, Rules rules) {
        if (event.explained() != null) {
            return event.explained();
        }
        if (event.kind() == null || event.suspicion() != Suspicion.NONE) {
            return null;
        }
        if (isPatrols(event, event.kind())
                && tracks.values().stream().anyMatch(track -> near(track, event, rules.settings()))) {
            return Explanation.PATROL;
        }
        Permit first = null;
        // A loop: of hundreds of permits, which each event asks, nearly all are over or have not begun.
        for (Permit permit : permits) {
            if (permits(permit, event, event.kind())
                    && (first == null || permit.getId().compareTo(first.getId()) < 0)) {
                first = permit;
            }
        }
        return first == null ? null : first.getExplanation();
    }

    /**
     * Whether a position, with the way to the positions of its team just before and after it, explains an event. The
     * position need not have been taken in.
     */
    public boolean explains(PatrolPosition position, RuleEvent event, Rules rules) {
        if (event.kind() == null || event.suspicion() != Suspicion.NONE || !isPatrols(event, event.kind())) {
            return false;
        }
        NavigableMap<Instant, PatrolPosition> around = new TreeMap<>();
        neighbours(position).stream()
                .filter(neighbour -> isOneStep(position, neighbour))
                .forEach(neighbour -> around.put(neighbour.getAt(), neighbour));
        around.put(position.getAt(), position);
        return near(around, event, rules.settings());
    }

    /** How far from a position an event may be that {@link #explains} would explain by it. Metres. */
    public double reachMetres(PatrolPosition position, Rules rules) {
        double longest = neighbours(position).stream()
                .filter(neighbour -> isOneStep(position, neighbour))
                .mapToDouble(neighbour -> Walk.metres(position.getPosition(), neighbour.getPosition()))
                .max()
                .orElse(0);
        return rules.settings().patrolNearMetres() + longest;
    }

    /** The positions of the same team just before and after. */
    private List<PatrolPosition> neighbours(PatrolPosition position) {
        NavigableMap<Instant, PatrolPosition> track = tracks.get(position.getTeamId());
        List<PatrolPosition> neighbours = new ArrayList<>();
        if (track != null) {
            Map.Entry<Instant, PatrolPosition> before = track.lowerEntry(position.getAt());
            Map.Entry<Instant, PatrolPosition> after = track.higherEntry(position.getAt());
            if (before != null) {
                neighbours.add(before.getValue());
            }
            if (after != null) {
                neighbours.add(after.getValue());
            }
        }
        return neighbours;
    }

    private static boolean near(NavigableMap<Instant, PatrolPosition> track, RuleEvent event, RuleSettings settings) {
        Instant from = event.observedAt().minus(settings.patrolNear());
        Instant to = event.observedAt().plus(settings.patrolNear());
        // One step more on both sides: its way may reach into the time.
        PatrolPosition before = null;
        for (PatrolPosition position : track.subMap(from.minus(LONGEST_STEP), true, to.plus(LONGEST_STEP), true)
                .values()) {
            if (position.getPurpose() != event.purpose()) {
                continue;
            }
            Walk walk =
                    before != null && isOneStep(before, position) ? Walk.between(before, position) : Walk.at(position);
            if (walk.nearest(event.latitude(), event.longitude(), from, to) <= settings.patrolNearMetres()) {
                return true;
            }
            before = position;
        }
        return false;
    }

    private static boolean isOneStep(PatrolPosition one, PatrolPosition other) {
        PatrolPosition first = one.getAt().isAfter(other.getAt()) ? other : one;
        return !first.getPatrolOver()
                && Duration.between(one.getAt(), other.getAt()).abs().compareTo(LONGEST_STEP) <= 0;
    }

    private static boolean isPatrols(RuleEvent event, AlertKind kind) {
        boolean seenByDevice = event.machine()
                || event.method() == ObservationMethod.CAMERA_TRAP
                || event.method() == ObservationMethod.ACOUSTIC
                || (event.method() == ObservationMethod.UNSPECIFIED && event.stationId() != null);
        return seenByDevice && ExplainableKinds.byPatrol(kind);
    }

    private static boolean permits(Permit permit, RuleEvent event, AlertKind kind) {
        if (event.observedAt().isBefore(permit.getStartAt())
                || !event.observedAt().isBefore(permit.getEndAt())) {
            return false;
        }
        boolean named = permit.getKinds().contains(kind) && ExplainableKinds.byNamingPermit(kind);
        boolean meant = permit.getKinds().isEmpty() && ExplainableKinds.byAnyPermit(kind);
        return !permit.getRetired()
                && (named || meant)
                && (permit.getPeople() == null
                        || !ExplainableKinds.countsPeople(kind)
                        || event.count() <= permit.getPeople())
                && Walk.metres(
                                permit.getPosition().getLatitude(),
                                permit.getPosition().getLongitude(),
                                event.latitude(),
                                event.longitude())
                        <= permit.getRadiusMetres();
    }
}
