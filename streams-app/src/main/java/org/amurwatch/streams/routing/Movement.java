package org.amurwatch.streams.routing;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PatrolTeam;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody has moved towards an incident since it was answered: the answering team; for an answer from the command
 * centre, or of a duty officer, the nearest of the patrols that were told.
 *
 * @param before metres when the answer was last counted; null where that was not known
 * @param metres metres now, by a position of after that; null where there is none
 */
record Movement(@Nullable Double before, @Nullable Double metres) {

    static Movement of(Incident incident, EscalationState state, RoutingSituation situation) {
        OptionalDouble now = walkers(incident, state, situation).stream()
                .map(team -> Nearness.lastPosition(team.getId(), situation))
                .filter(Objects::nonNull)
                .filter(position ->
                        state.getAnswerCountedAt() == null || position.getAt().isAfter(state.getAnswerCountedAt()))
                .mapToDouble(position -> Walk.metres(position.getPosition(), incident.getCentre()))
                .min();
        return new Movement(state.getAnswerMetres(), now.isPresent() ? now.getAsDouble() : null);
    }

    /** How far they are, by their last positions or else bases; null where neither is known. */
    static @Nullable Double metres(Incident incident, EscalationState state, RoutingSituation situation) {
        OptionalDouble metres = walkers(incident, state, situation).stream()
                .filter(team -> team.getBase() != null || Nearness.lastPosition(team.getId(), situation) != null)
                .mapToDouble(team -> metres(team, incident, situation))
                .min();
        return metres.isPresent() ? metres.getAsDouble() : null;
    }

    boolean cameNearer() {
        if (metres == null) {
            return false;
        }
        return metres < Telling.NEAR_METRES || (before != null && before - metres >= Telling.MOVED_METRES);
    }

    private static double metres(PatrolTeam team, Incident incident, RoutingSituation situation) {
        PatrolPosition last = Nearness.lastPosition(team.getId(), situation);
        return Walk.metres(
                last == null ? Objects.requireNonNull(team.getBase()) : last.getPosition(), incident.getCentre());
    }

    private static List<PatrolTeam> walkers(Incident incident, EscalationState state, RoutingSituation situation) {
        Collection<String> told = Telling.told(incident, state);
        List<PatrolTeam> answering = situation.teams().stream()
                .filter(team -> team.getId().equals(state.getAnsweringTeamId()))
                .filter(team -> !TeamChoice.isDutyOfficer(team))
                .toList();
        return answering.isEmpty()
                ? situation.teams().stream()
                        .filter(team -> told.contains(team.getId()) && !TeamChoice.isDutyOfficer(team))
                        .toList()
                : answering;
    }
}
