package org.amurwatch.streams.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.EscalationStage;
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.EscalationStep;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.streams.rule.Rule;
import org.amurwatch.streams.rule.Rules;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what of an incident, and when: the state machine of an escalation. Every method is a function of what it gets.
 *
 * <p>An incident has one escalation at a time. When its level rises, give {@link #raise} the escalation of the lower level:
 * the one that comes back takes its place and goes on with its numbers. Keep the one that {@link #end} gives back, too: an
 * incident that is opened again goes on from there, so that no two messages bear one id.
 *
 * <p>The timeline that comes back has who was told (TOLD, once per team and level), each step after the first (ESCALATED) and
 * a silence (SILENCED, once); opening, evidence, answers and the end are noted by whoever keeps the incident. What comes back
 * in {@code toldTeamIds} is to be added to the incident's before the next call.
 */
public final class Telling {

    /** A team that came so much nearer to the incident is on its way. */
    static final double MOVED_METRES = 200;

    /** A team so near to it is there. */
    static final double NEAR_METRES = 1_000;

    /** While it is silenced, whether it still is is looked at so often. */
    static final Duration SILENCE_CHECK = Duration.ofMinutes(10);

    private static final int ANSWERS_REMEMBERED = 100;

    private final MessageText text = new MessageText();

    /** The first page of a level, or of a worse severity than was told: starts the steps of the policy anew. Else an update. */
    public Told raise(
            Incident incident,
            Rules rules,
            @Nullable EscalationState state,
            PageLevel level,
            RoutingSituation situation) {
        if (level == PageLevel.NONE) {
            return new Told(state, List.of(), List.of(), List.of());
        }
        if (state == null || state.getStage() == EscalationStage.OVER) {
            return start(incident, rules, state, level, Set.of(), situation);
        }
        if (level.compareTo(state.getLevel()) > 0) {
            EscalationState lower =
                    EscalationState.newBuilder(state).setToldTeamIds(List.of()).build();
            return start(incident, rules, lower, level, told(incident, state), situation);
        }
        return isWorse(incident, state)
                ? start(incident, rules, state, state.getLevel(), told(incident, state), situation)
                : update(incident, rules, state, situation);
    }

    /** @param others teams that were told before, and hear of it in any case */
    private Told start(
            Incident incident,
            Rules rules,
            @Nullable EscalationState before,
            PageLevel level,
            Set<String> others,
            RoutingSituation situation) {
        Optional<Silence> silence = silence(incident, situation);
        if (silence.isPresent()) {
            return new Told(before, List.of(), noted(incident, silence.get(), situation), List.of());
        }
        EscalationState begun = begin(incident, before, level, situation);
        Turn turn = new Turn(incident, rules, situation, begun, text);
        turn.take(begun, policy(incident, begun, situation), MessageText.Occasion.WORSE);
        if (turn.isEmpty() && incident.getSeverity() == Severity.CRITICAL) {
            turn.page(
                    new TeamChoice(incident, situation).all(),
                    "at once, since the policy tells nobody at once: ",
                    MessageText.Occasion.WORSE);
        }
        turn.tellOthers(others, MessageText.Occasion.WORSE);
        return turn.told(begun);
    }

    /** More evidence, to those who were told: at once if it has become worse, else at most once in a while. */
    public Told update(Incident incident, Rules rules, EscalationState state, RoutingSituation situation) {
        if (state.getStage() == EscalationStage.OVER || told(incident, state).isEmpty()) {
            return nothing(state);
        }
        if (isWorse(incident, state)) {
            return raise(incident, rules, state, state.getLevel(), situation);
        }
        Optional<Silence> silence = silence(incident, situation);
        if (silence.isPresent()) {
            return new Told(state, List.of(), noted(incident, silence.get(), situation), List.of());
        }
        EscalationState next = EscalationState.newBuilder(state).build();
        Instant earliest =
                state.getToldAt() == null ? situation.now() : state.getToldAt().plus(updateEvery(incident, rules));
        if (situation.now().isBefore(earliest)) {
            next.setUpdateDueAt(earliest);
            return nothing(withDueAt(next, policy(incident, next, situation)));
        }
        Turn turn = new Turn(incident, rules, situation, next, text);
        turn.tellOthers(told(incident, state), MessageText.Occasion.UPDATED);
        return turn.told(next);
    }

    /** {@code state.dueAt} has come. */
    public Told due(Incident incident, Rules rules, EscalationState state, RoutingSituation situation) {
        Instant now = situation.now();
        if (state.getDueAt() == null || now.isBefore(state.getDueAt())) {
            return nothing(state);
        }
        EscalationState next = EscalationState.newBuilder(state).build();
        Optional<Silence> silence = silence(incident, situation);
        if (silence.isPresent()) {
            Instant check = now.plus(SILENCE_CHECK);
            Instant end = silence.get().getEndAt();
            next.setDueAt(end.isBefore(check) ? end : check);
            return new Told(next, List.of(), noted(incident, silence.get(), situation), List.of());
        }
        Turn turn = new Turn(incident, rules, situation, next, text);
        EscalationPolicy policy = policy(incident, next, situation);
        if (state.getStage() == EscalationStage.ANSWERED && !now.isBefore(answeredUntil(state))) {
            Movement movement = Movement.of(incident, state, situation);
            if (movement.cameNearer()) {
                next.setAnsweredUntil(now.plus(rules.settings().answerHolds()));
                next.setAnswerMetres(movement.metres());
                next.setAnswerCountedAt(now);
            } else {
                Answering.resume(
                        next,
                        policy,
                        Math.min(next.getNextStep(), policy.getSteps().size() - 1),
                        now);
            }
        }
        turn.take(next, policy, MessageText.Occasion.REMINDER);
        if (next.getUpdateDueAt() != null && !now.isBefore(next.getUpdateDueAt())) {
            turn.tellOthers(told(incident, state), MessageText.Occasion.UPDATED);
        }
        return turn.told(next);
    }

    /** An answer about the incident, or about one that became part of it. One that was heard before changes nothing. */
    public Told answer(
            Incident incident,
            Rules rules,
            EscalationState state,
            PatrolResponse response,
            RoutingSituation situation) {
        if (state.getResponseIds().contains(response.getResponseId())) {
            return nothing(state);
        }
        EscalationState next = EscalationState.newBuilder(state).build();
        List<String> heard = new ArrayList<>(state.getResponseIds());
        heard.add(response.getResponseId());
        next.setResponseIds(heard.subList(Math.max(0, heard.size() - ANSWERS_REMEMBERED), heard.size()));
        EscalationPolicy policy = policy(incident, next, situation);
        if (state.getStage() == EscalationStage.OVER) {
            return nothing(next);
        }
        if (response.getKind() == ResponseKind.CLOSED) {
            return nothing(over(next));
        }
        if (!Answering.counts(incident, state, response, situation)) {
            return nothing(next);
        }
        Turn turn = new Turn(incident, rules, situation, next, text);
        switch (response.getKind()) {
            case ACKNOWLEDGED, ON_THE_WAY -> Answering.hold(incident, rules, next, response, situation);
            case ARRIVED -> {
                if (next.getStage() != EscalationStage.ARRIVED) {
                    next.setAnsweringTeamId(response.getTeamId());
                }
                next.setStage(EscalationStage.ARRIVED);
                next.setAnswer(ResponseKind.ARRIVED);
                next.setAnsweredUntil(null);
            }
            case NOT_US -> {
                Answering.declined(incident, next, policy, response, situation);
                if (silence(incident, situation).isEmpty()) {
                    turn.take(next, policy, MessageText.Occasion.REMINDER);
                }
            }
            case CLOSED -> throw new IllegalStateException("Handled above.");
        }
        return turn.told(next);
    }

    /**
     * The end, a correction, or that the incident is part of another: to all who were told, silences or not.
     *
     * @param states all escalations of the incident
     * @param ending what has come to an end, and why
     */
    public Told end(
            Incident incident, Rules rules, List<EscalationState> states, Ending ending, RoutingSituation situation) {
        Optional<EscalationState> highest = states.stream()
                .max(Comparator.comparing(EscalationState::getLevel).thenComparing(EscalationState::getMessages));
        if (highest.isEmpty()) {
            return new Told(null, List.of(), List.of(), List.of());
        }
        EscalationState next = EscalationState.newBuilder(highest.get()).build();
        next.setMessages(
                states.stream().mapToInt(EscalationState::getMessages).max().orElse(0));
        Set<String> told = new LinkedHashSet<>(incident.getToldTeamIds());
        states.forEach(state -> told.addAll(state.getToldTeamIds()));
        Turn turn = new Turn(incident, rules, situation, next, text, ending);
        switch (ending.message()) {
            case CORRECTED -> turn.tellOthers(told, MessageText.Occasion.CORRECTED);
            case UPDATED -> turn.tellOthers(told, MessageText.Occasion.MERGED);
            case ALL_CLEAR, RAISED, ENDPOINT -> turn.tellOthers(told, MessageText.Occasion.ALL_CLEAR);
        }
        boolean goesOn = ending.message() == AlertMessage.CORRECTED && isOpen(incident.getState());
        return turn.told(goesOn ? next : over(next));
    }

    private static EscalationState begin(
            Incident incident, @Nullable EscalationState before, PageLevel level, RoutingSituation situation) {
        EscalationState begun = before == null
                ? EscalationState.newBuilder()
                        .setPolicyId("")
                        .setLevel(level)
                        .setStartedAt(situation.now())
                        .setNextStep(0)
                        .build()
                : EscalationState.newBuilder(before).build();
        begun.setPolicyId(
                EscalationPolicies.select(situation.policies(), incident.getSectorId(), level, incident.getSeverity())
                        .getId());
        begun.setLevel(level);
        begun.setStartedAt(situation.now());
        begun.setNextStep(0);
        begun.setStage(EscalationStage.RUNNING);
        begun.setAnsweredUntil(null);
        begun.setAnsweringTeamId(null);
        begun.setAnswer(null);
        begun.setAnswerMetres(null);
        begun.setAnswerCountedAt(null);
        begun.setDeclinedTeamIds(List.of());
        begun.setUpdateDueAt(null);
        begun.setToldSeverity(incident.getSeverity());
        if (before == null || before.getStage() == EscalationStage.OVER || before.getLevel() != level) {
            begun.setToldTeamIds(List.of());
        }
        return begun;
    }

    /** When the next thing is due, from all that the state holds. */
    static EscalationState withDueAt(EscalationState state, EscalationPolicy policy) {
        Instant due =
                switch (state.getStage()) {
                    case RUNNING ->
                        state.getNextStep() < policy.getSteps().size()
                                ? state.getStartedAt()
                                        .plus(after(policy.getSteps().get(state.getNextStep())))
                                : null;
                    case ANSWERED -> state.getAnsweredUntil();
                    case ARRIVED, OVER -> null;
                };
        Instant update = state.getUpdateDueAt();
        state.setDueAt(due == null || (update != null && update.isBefore(due)) ? update : due);
        return state;
    }

    private static EscalationState over(EscalationState state) {
        state.setStage(EscalationStage.OVER);
        state.setDueAt(null);
        state.setUpdateDueAt(null);
        state.setAnsweredUntil(null);
        return state;
    }

    static EscalationPolicy policy(Incident incident, EscalationState state, RoutingSituation situation) {
        Severity told = state.getToldSeverity() == null ? incident.getSeverity() : state.getToldSeverity();
        return EscalationPolicies.byId(situation.policies(), state.getPolicyId(), state.getLevel(), told);
    }

    static Duration after(EscalationStep step) {
        return Duration.ofMinutes(step.getAfterMinutes());
    }

    /** All teams that were told of the incident, in the order in which they were. */
    static Set<String> told(Incident incident, EscalationState state) {
        Set<String> told = new LinkedHashSet<>(incident.getToldTeamIds());
        told.addAll(state.getToldTeamIds());
        return told;
    }

    /** At most one update in so long: the setting, or the cool-down of the rule behind it that has the shortest. */
    private static Duration updateEvery(Incident incident, Rules rules) {
        Duration setting = rules.settings().updateEvery();
        Duration coolDown = MessageText.behind(incident, rules).stream()
                .map(Rule::coolDown)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return coolDown.compareTo(setting) > 0 ? coolDown : setting;
    }

    private static Instant answeredUntil(EscalationState state) {
        return state.getAnsweredUntil() == null ? Instant.EPOCH : state.getAnsweredUntil();
    }

    private static boolean isWorse(Incident incident, EscalationState state) {
        return state.getToldSeverity() != null && incident.getSeverity().compareTo(state.getToldSeverity()) > 0;
    }

    private static boolean isOpen(IncidentState state) {
        return state == IncidentState.OPEN || state == IncidentState.ACKNOWLEDGED || state == IncidentState.RESPONDING;
    }

    private static Optional<Silence> silence(Incident incident, RoutingSituation situation) {
        return Silences.over(incident, situation.silences(), situation.now());
    }

    /** That it is silenced, unless that was noted. */
    private static List<TimelineEntry> noted(Incident incident, Silence silence, RoutingSituation situation) {
        boolean known = incident.getTimeline().stream()
                .anyMatch(entry -> entry.getKind() == TimelineKind.SILENCED
                        && silence.getId().equals(entry.getSubject()));
        return known
                ? List.of()
                : List.of(TimelineEntry.newBuilder()
                        .setAt(situation.now())
                        .setKind(TimelineKind.SILENCED)
                        .setSubject(silence.getId())
                        .build());
    }

    private static Told nothing(EscalationState state) {
        return new Told(state, List.of(), List.of(), List.of());
    }
}
