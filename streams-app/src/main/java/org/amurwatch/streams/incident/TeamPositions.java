package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.streams.routing.Explanations;
import org.jspecify.annotations.Nullable;

/**
 * Where teams were of late: what explains events, and says which team is near.
 *
 * <p>A position that comes later than {@link #KEPT} after its time explains what stands in the history by then, and is not
 * kept.
 */
final class TeamPositions {

    /** Longer than anybody's picture that can still page takes to arrive. */
    static final Duration KEPT = Duration.ofDays(3);

    private final Explanations explanations;
    private final NavigableMap<Instant, Map<String, PatrolPosition>> byTime = new TreeMap<>();
    private final Map<String, NavigableMap<Instant, PatrolPosition>> live = new HashMap<>();

    TeamPositions(Explanations explanations) {
        this.explanations = explanations;
    }

    void restore(PatrolPosition position) {
        hold(position);
    }

    /** Takes one in. Answers whether it was not known so before. */
    boolean take(PatrolPosition position, Instant now, Effects effects) {
        PatrolPosition known = byTime.getOrDefault(position.getAt(), Map.of()).get(position.getTeamId());
        if (position.equals(known)) {
            return false;
        }
        forget(now, effects);
        if (position.getAt().isBefore(now.minus(KEPT))) {
            return true;
        }
        hold(position);
        effects.positions().put(rowKey(position), position);
        return true;
    }

    private void hold(PatrolPosition position) {
        byTime.computeIfAbsent(position.getAt(), at -> new TreeMap<>()).put(position.getTeamId(), position);
        explanations.position(position);
        if (position.getLive()) {
            live.computeIfAbsent(position.getTeamId(), team -> new TreeMap<>()).put(position.getAt(), position);
        }
    }

    private void forget(Instant now, Effects effects) {
        Instant before = now.minus(KEPT);
        if (byTime.isEmpty() || !byTime.firstKey().isBefore(before)) {
            return;
        }
        NavigableMap<Instant, Map<String, PatrolPosition>> past = byTime.headMap(before, false);
        past.values().forEach(positions -> positions.values().forEach(position -> effects.positions()
                .put(rowKey(position), null)));
        past.clear();
        live.values().forEach(positions -> positions.headMap(before, false).clear());
        live.values().removeIf(NavigableMap::isEmpty);
        explanations.forgetBefore(before);
    }

    /** The last live position of a team. */
    @Nullable
    PatrolPosition last(String teamId) {
        NavigableMap<Instant, PatrolPosition> positions = live.get(teamId);
        return positions == null ? null : positions.lastEntry().getValue();
    }

    /** The key of a row within its sector. */
    static String rowKey(PatrolPosition position) {
        return position.getPurpose() + "\n" + position.getTeamId() + "\n"
                + "%016x".formatted(position.getAt().toEpochMilli());
    }
}
