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
public final class Answering {

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

    /**
     * Whether one answer holds in the place of another's that stands. Whoever says more does: being there is more than being
     * on the way, and that more than having read it. Of two who say the same, the first holds; but the command centre may say
     * who goes.
     *
     * @param standing null: not known what was said
     * @param teamId who says the new one; null: the command centre
     */
    public static boolean takesThePlaceOf(@Nullable ResponseKind standing, ResponseKind said, @Nullable String teamId) {
        int before = standing == null ? 0 : weight(standing);
        return weight(said) > before || (teamId == null && weight(said) == before && said != ResponseKind.ACKNOWLEDGED);
    }

    private static int weight(ResponseKind kind) {
        return switch (kind) {
            case NOT_US -> 0;
            case ACKNOWLEDGED -> 1;
            case ON_THE_WAY -> 2;
            case ARRIVED -> 3;
            case CLOSED -> 4;
        };
    }

    /** A team has it, is on its way, or is said to be. */
    static void hold(
            Incident incident, Rules rules, EscalationState next, PatrolResponse response, RoutingSituation situation) {
        boolean another = next.getStage() == EscalationStage.ANSWERED
                && !sameTeam(next.getAnsweringTeamId(), response.getTeamId());
        if (next.getStage() == EscalationStage.ARRIVED
                || (another && !takesThePlaceOf(next.getAnswer(), response.getKind(), response.getTeamId()))) {
            return;
        }
        next.setStage(EscalationStage.ANSWERED);
        next.setAnsweringTeamId(response.getTeamId());
        next.setAnswer(response.getKind());
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
        next.setAnswer(null);
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
