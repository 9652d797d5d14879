package org.amurwatch.streams.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.EscalationStage;
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.EscalationStep;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.event.StableId;
import org.amurwatch.streams.rule.Rule;
import org.amurwatch.streams.rule.Rules;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one incident at one moment: one message per team at most, all of one sequence number. Collects, and then
 * gives all of it; used once.
 */
final class Turn {

    /** A last word is worth telling for so long at least. */
    private static final Duration LAST_WORD = Duration.ofHours(24);

    private final Incident incident;
    private final Rules rules;
    private final RoutingSituation situation;
    private final EscalationState before;
    private final MessageText text;
    private final @Nullable Ending ending;
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final List<TimelineEntry> timeline = new ArrayList<>();

    /** @param before the escalation as it is before this turn; who was told at this level is read from it */
    Turn(Incident incident, Rules rules, RoutingSituation situation, EscalationState before, MessageText text) {
        this(incident, rules, situation, before, text, null);
    }

    /** @param ending what has come to an end; null: nothing has */
    Turn(
            Incident incident,
            Rules rules,
            RoutingSituation situation,
            EscalationState before,
            MessageText text,
            @Nullable Ending ending) {
        this.incident = incident;
        this.rules = rules;
        this.situation = situation;
        this.before = EscalationState.newBuilder(before).build();
        this.text = text;
        this.ending = ending;
    }

    private record Message(PatrolTeam team, MessageText.Occasion occasion, String reason) {}

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /**
     * Takes each step that is due by now, and moves the state on.
     *
     * @param repeat what is said to those who were told at this level
     */
    void take(EscalationState state, EscalationPolicy policy, MessageText.Occasion repeat) {
        while (state.getStage() == EscalationStage.RUNNING
                && state.getNextStep() < policy.getSteps().size()) {
            EscalationStep step = policy.getSteps().get(state.getNextStep());
            if (situation.now().isBefore(state.getStartedAt().plus(Telling.after(step)))) {
                return;
            }
            if (state.getNextStep() > 0 && step.getAfterMinutes() > 0) {
                note(TimelineKind.ESCALATED, step.getRecipients().name());
            }
            String when = step.getAfterMinutes() == 0
                    ? "at once: "
                    : "nobody answered (step " + (state.getNextStep() + 1) + ", " + step.getAfterMinutes() + " min): ";
            page(recipients(step, incident, state, situation), when, repeat);
            state.setNextStep(state.getNextStep() + 1);
        }
    }

    /** Whom a step reaches. */
    static List<TeamChoice.Chosen> recipients(
            EscalationStep step, Incident incident, EscalationState state, RoutingSituation situation) {
        TeamChoice choice = new TeamChoice(incident, situation);
        return switch (step.getRecipients()) {
            case NEAREST -> choice.nearest(state.getDeclinedTeamIds());
            case FURTHER -> choice.further(state.getToldTeamIds());
            case ALL -> choice.all();
            case NAMED -> choice.named(step.getTeamIds());
            case DUTY_OFFICERS -> {
                List<TeamChoice.Chosen> officers = choice.dutyOfficers(step.getAfterMinutes() > 0);
                if (!officers.isEmpty()) {
                    yield officers;
                }
                yield state.getLevel() == PageLevel.DISPATCH
                        ? choice.nearest(state.getDeclinedTeamIds())
                        : choice.all().stream()
                                .map(chosen -> new TeamChoice.Chosen(
                                        chosen.team(), "there is no duty officer: " + chosen.reason()))
                                .toList();
            }
        };
    }

    /** Tells teams that are to act; {@code repeat} is said to those who were told at this level. */
    void page(Collection<TeamChoice.Chosen> chosen, String when, MessageText.Occasion repeat) {
        for (TeamChoice.Chosen one : chosen) {
            String id = one.team().getId();
            MessageText.Occasion occasion = before.getToldTeamIds().contains(id) ? repeat : MessageText.Occasion.RAISED;
            messages.putIfAbsent(id, new Message(one.team(), occasion, when + one.reason()));
        }
    }

    /** Tells those who were told and to whom nothing is said yet. A team that is no more can't be told. */
    void tellOthers(Collection<String> told, MessageText.Occasion occasion) {
        for (String id : told) {
            situation.teams().stream()
                    .filter(team -> team.getId().equals(id))
                    .findFirst()
                    .ifPresent(team -> messages.putIfAbsent(id, new Message(team, occasion, "was told of it before")));
        }
    }

    /** All that is told, and the state after it. */
    Told told(EscalationState state) {
        List<PatrolAlert> alerts = new ArrayList<>();
        List<String> first = new ArrayList<>();
        List<String> atLevel = new ArrayList<>(state.getToldTeamIds());
        if (!messages.isEmpty()) {
            state.setMessages(state.getMessages() + 1);
            state.setToldAt(situation.now());
            state.setUpdateDueAt(null);
        }
        for (Message message : messages.values()) {
            String id = message.team().getId();
            PatrolAlert alert = alert(message, state);
            alerts.add(alert);
            state.setToldAlerts(EarlierAlerts.with(state.getToldAlerts(), alert));
            if (message.occasion() == MessageText.Occasion.RAISED) {
                atLevel.add(id);
                note(TimelineKind.TOLD, id);
                if (!incident.getToldTeamIds().contains(id)) {
                    first.add(id);
                }
            }
        }
        state.setToldTeamIds(atLevel);
        if (state.getStage() != EscalationStage.OVER) {
            Telling.withDueAt(state, Telling.policy(incident, state, situation));
        }
        return new Told(state, alerts, timeline, first);
    }

    private PatrolAlert alert(Message message, EscalationState state) {
        PatrolTeam team = message.team();
        Signs signs = Signs.of(incident);
        AlertKind worst = signs.worst();
        Duration lifetime = lifetime(signs, message.occasion());
        return PatrolAlert.newBuilder()
                .setAlertId(StableId.of(
                        incident.getIncidentId(),
                        team.getId(),
                        state.getLevel().name(),
                        Integer.toString(state.getMessages())))
                .setTeamId(team.getId())
                .setMessage(message(message.occasion()))
                .setPurpose(incident.getPurpose())
                .setSeverity(incident.getSeverity())
                .setKind(worst)
                .setEventKey(Signs.newestOfWorst(incident, worst)
                        .map(IncidentEvidence::getEventKey)
                        .orElse(incident.getIncidentId()))
                .setIncidentId(incident.getIncidentId())
                .setTerritoryId(incident.getTerritoryId())
                .setTerritoryName(incident.getTerritoryName())
                .setSectorId(incident.getSectorId())
                .setTimeZone(Objects.requireNonNullElse(team.getTimeZone(), incident.getTimeZone()))
                .setLanguage(team.getLanguage())
                .setPosition(incident.getCentre())
                .setObservedAt(incident.getLastObservedAt())
                .setReceivedAt(incident.getLastReceivedAt())
                .setLifetimeMillis(lifetime == null ? null : lifetime.toMillis())
                .setEndpoints(List.copyOf(team.getEndpoints()))
                .setNextEndpointAfterMillis(
                        team.getNextEndpointAfterSeconds() == null ? null : team.getNextEndpointAfterSeconds() * 1_000L)
                .setLevel(state.getLevel())
                .setRule(rule())
                .setSequence(state.getMessages())
                .setEvidenceCount(incident.getEvidenceCount())
                .setKinds(Map.copyOf(incident.getKinds()))
                .setText(text.of(
                        message.occasion(), incident, rules, state.getLevel(), team, situation.places(), ending))
                .setReason(message.reason())
                .setToldAt(situation.now())
                .setEarlier(state.getToldAlerts().getOrDefault(team.getId(), List.of()))
                .setOver(state.getStage() == EscalationStage.OVER)
                .build();
    }

    private @Nullable String rule() {
        return MessageText.behind(incident, rules).stream()
                .findFirst()
                .map(Rule::name)
                .or(() -> incident.getRules().stream().findFirst().map(RuleReference::getRule))
                .orElse(null);
    }

    private static @Nullable Duration lifetime(Signs signs, MessageText.Occasion occasion) {
        Duration lifetime = signs.lifetime();
        boolean last = occasion == MessageText.Occasion.ALL_CLEAR
                || occasion == MessageText.Occasion.CORRECTED
                || occasion == MessageText.Occasion.MERGED;
        // Whoever was told must hear how it ended, however short-lived the sign.
        return last && lifetime != null && lifetime.compareTo(LAST_WORD) < 0 ? LAST_WORD : lifetime;
    }

    private static AlertMessage message(MessageText.Occasion occasion) {
        return switch (occasion) {
            case RAISED -> AlertMessage.RAISED;
            case UPDATED, WORSE, REMINDER, MERGED -> AlertMessage.UPDATED;
            case CORRECTED -> AlertMessage.CORRECTED;
            case ALL_CLEAR -> AlertMessage.ALL_CLEAR;
        };
    }

    private void note(TimelineKind kind, String subject) {
        timeline.add(TimelineEntry.newBuilder()
                .setAt(situation.now())
                .setKind(kind)
                .setSubject(subject)
                .build());
    }
}
