package org.amurwatch.streams.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.EscalationStage;
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.streams.rule.Rules;
import org.jspecify.annotations.Nullable;

/** What an answer makes of an escalation: who holds it, and what goes on without them. */
final class Answering {

    private Answering() {}

    /** Whether an answer is from somebody who was told, or from a duty officer. */
    static boolean counts(
            Incident incident, EscalationState state, PatrolResponse response, RoutingSituation situation) {
        String teamId = response.getTeamId();
        return teamId == null
                || Telling.told(incident, state).contains(teamId)
                || situation.teams().stream()
                        .filter(team -> team.getId().equals(teamId))
                        .anyMatch(team -> TeamChoice.isDutyOfficer(team) && TeamCoverage.covers(team, incident));
    }

    /** A team has it, is on its way, or is said to be. */
    static void hold(
            Incident incident, Rules rules, EscalationState next, PatrolResponse response, RoutingSituation situation) {
        boolean another = next.getStage() == EscalationStage.ANSWERED
                && !sameTeam(next.getAnsweringTeamId(), response.getTeamId());
        // Whoever is there, or on the way, is not replaced by one who has merely read it.
        if (next.getStage() == EscalationStage.ARRIVED
                || (another && response.getKind() == ResponseKind.ACKNOWLEDGED)) {
            return;
        }
        next.setStage(EscalationStage.ANSWERED);
        next.setAnsweringTeamId(response.getTeamId());
        next.setAnsweredUntil(situation.now().plus(rules.settings().answerHolds()));
        next.setAnswerMetres(Movement.metres(incident, next, situation));
        next.setAnswerCountedAt(situation.now());
    }

    /** The next step that tells a team which was not told comes at once; where all are told, the steps keep their times. */
    static void declined(
            Incident incident,
            EscalationState next,
            EscalationPolicy policy,
            PatrolResponse response,
            RoutingSituation situation) {
        if (response.getTeamId() != null && !next.getDeclinedTeamIds().contains(response.getTeamId())) {
            List<String> declined = new ArrayList<>(next.getDeclinedTeamIds());
            declined.add(response.getTeamId());
            next.setDeclinedTeamIds(declined);
        }
        boolean answered = next.getStage() != EscalationStage.RUNNING;
        boolean takenBack = answered && sameTeam(next.getAnsweringTeamId(), response.getTeamId());
        if (answered && !takenBack) {
            return;
        }
        for (int step = next.getNextStep(); step < policy.getSteps().size(); step++) {
            List<TeamChoice.Chosen> reached = Turn.recipients(policy.getSteps().get(step), incident, next, situation);
            if (reached.stream().anyMatch(chosen -> !next.getToldTeamIds()
                    .contains(chosen.team().getId()))) {
                resume(next, policy, step, situation.now());
                return;
            }
        }
        if (takenBack) {
            resume(next, policy, Math.min(next.getNextStep(), policy.getSteps().size() - 1), situation.now());
        }
    }

    /** Takes up a step at once, and the others in their distance from it. */
    static void resume(EscalationState next, EscalationPolicy policy, int step, Instant now) {
        next.setStage(EscalationStage.RUNNING);
        next.setAnsweredUntil(null);
        next.setAnsweringTeamId(null);
        next.setAnswerMetres(null);
        next.setAnswerCountedAt(null);
        next.setNextStep(step);
        if (step < policy.getSteps().size()) {
            next.setStartedAt(now.minus(Telling.after(policy.getSteps().get(step))));
        }
    }

    private static boolean sameTeam(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }
}
