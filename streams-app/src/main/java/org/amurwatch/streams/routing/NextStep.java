package org.amurwatch.streams.routing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.EscalationStep;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.RecipientKind;
import org.amurwatch.avro.Silence;
import org.jspecify.annotations.Nullable;

/**
 * Who is told next if nobody answers (or whoever answered does not move), and when: what the clock of an incident runs down
 * to. A forecast from what is known now; more evidence, an answer, another policy or silence changes it.
 */
public record NextStep(Instant at, RecipientKind to) {

    /**
     * The next step of an open incident; empty: none is ahead.
     *
     * @param incident with its evidence, if a silence is in force
     * @param escalation how far its telling has come; null: nobody was to be told
     * @param dispatchDueAt when a team is sent though nobody has looked; null: that is not ahead
     */
    public static Optional<NextStep> of(
            Incident incident,
            @Nullable EscalationState escalation,
            @Nullable Instant dispatchDueAt,
            RoutingSituation situation) {
        return Stream.of(
                        Optional.ofNullable(dispatchDueAt).map(at -> new NextStep(at, firstSent(incident, situation))),
                        Optional.ofNullable(escalation).flatMap(state -> ofPolicy(incident, state, situation)))
                .flatMap(Optional::stream)
                .min((one, other) -> one.at.compareTo(other.at))
                .map(next -> next.notBefore(silentUntil(incident, situation)));
    }

    private static RecipientKind firstSent(Incident incident, RoutingSituation situation) {
        return EscalationPolicies.select(
                        situation.policies(), incident.getSectorId(), PageLevel.DISPATCH, incident.getSeverity())
                .getSteps()
                .get(0)
                .getRecipients();
    }

    private static Optional<NextStep> ofPolicy(Incident incident, EscalationState state, RoutingSituation situation) {
        EscalationPolicy policy = Telling.policy(incident, state, situation);
        List<EscalationStep> steps = policy.getSteps();
        return switch (state.getStage()) {
            case RUNNING ->
                steps.stream()
                        .skip(state.getNextStep())
                        .findFirst()
                        .map(step ->
                                new NextStep(state.getStartedAt().plus(Telling.after(step)), step.getRecipients()));
            case ANSWERED ->
                Optional.ofNullable(state.getAnsweredUntil())
                        .map(until -> new NextStep(
                                until,
                                steps.get(Math.min(state.getNextStep(), steps.size() - 1))
                                        .getRecipients()));
            case ARRIVED, OVER -> Optional.empty();
        };
    }

    private static @Nullable Instant silentUntil(Incident incident, RoutingSituation situation) {
        return Silences.over(incident, situation.silences(), situation.now())
                .map(Silence::getEndAt)
                .orElse(null);
    }

    private NextStep notBefore(@Nullable Instant earliest) {
        return earliest == null || earliest.isBefore(at) ? this : new NextStep(earliest, to);
    }
}
