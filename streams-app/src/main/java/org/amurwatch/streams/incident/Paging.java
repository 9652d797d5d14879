package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.avro.EscalationStage;
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Severity;
import org.amurwatch.streams.routing.Ending;
import org.amurwatch.streams.routing.NextStep;
import org.amurwatch.streams.routing.RoutingSituation;
import org.amurwatch.streams.routing.Silences;
import org.amurwatch.streams.routing.TeamChoice;
import org.amurwatch.streams.routing.Telling;
import org.amurwatch.streams.routing.Told;
import org.amurwatch.streams.rule.EventHistory;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.Rules;
import org.jspecify.annotations.Nullable;

/**
 * When an incident is a reason to tell somebody, and at which level. Whom, in which words and who next is {@link Telling}'s.
 *
 * <p>What only machines say waits for a person to look: it goes out as REVIEW, and as DISPATCH once somebody has called it
 * suspicious, once nobody has looked for as long as the rules let it wait, or at once where it is CRITICAL.
 */
final class Paging implements NearestTeam {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final String sectorId;
    private final SectorHistory history;
    private final TeamPositions positions;
    private final Circumstances circumstances;
    private final Instant silentBefore;
    private final Telling telling = new Telling();

    /** @param silentBefore what is told before that was told by an earlier generation: it is remembered, and not sent */
    Paging(
            String sectorId,
            SectorHistory history,
            TeamPositions positions,
            Circumstances circumstances,
            Instant silentBefore) {
        this.sectorId = sectorId;
        this.history = history;
        this.positions = positions;
        this.circumstances = circumstances;
        this.silentBefore = silentBefore;
    }

    /** The incident is as it is now; tells whoever must know it, if it is new, worse, or asks for more than was asked for. Answers whether it was. */
    boolean page(IncidentCase incident, Instant now, Effects effects) {
        PageLevel wanted = wanted(incident, now);
        EscalationState before = incident.escalation;
        if (wanted == PageLevel.NONE || (before != null && !isMore(incident, wanted, before))) {
            return false;
        }
        apply(
                incident,
                telling.raise(record(incident, now), rules(incident), before, wanted, situation(now)),
                now,
                effects);
        return true;
    }

    /** There is more evidence; as {@link #page}, and else those who were told hear of it, at most once in a while. */
    void pageMore(IncidentCase incident, Instant now, Effects effects) {
        if (page(incident, now, effects)) {
            return;
        }
        EscalationState state = incident.escalation;
        if (state != null && !isHeldBack(incident, state, now)) {
            Told told = telling.update(record(incident, now), rules(incident), state, situation(now));
            apply(incident, told, now, effects);
            boolean nobody = told.alerts().isEmpty()
                    && told.state() != null
                    && told.state().getUpdateDueAt() == null;
            incident.notToldUntil = nobody ? now.plus(LOOK_AGAIN) : Instant.MIN;
        }
    }

    private static boolean isHeldBack(IncidentCase incident, EscalationState state, Instant now) {
        return state.getUpdateDueAt() != null || now.isBefore(incident.notToldUntil);
    }

    private static boolean isMore(IncidentCase incident, PageLevel wanted, EscalationState before) {
        return before.getStage() == EscalationStage.OVER
                || wanted.compareTo(before.getLevel()) > 0
                || before.getToldSeverity() == null
                || incident.severity.compareTo(before.getToldSeverity()) > 0;
    }

    /** What is asked for now; sets when a team is sent though nobody has looked. */
    private PageLevel wanted(IncidentCase incident, Instant now) {
        if (incident.level != PageLevel.DISPATCH) {
            incident.dispatchDueAt = null;
            return incident.level;
        }
        if (isDispatched(incident) || incident.severity == Severity.CRITICAL || !incident.machinesAlone()) {
            incident.dispatchDueAt = null;
            return PageLevel.DISPATCH;
        }
        if (incident.dispatchDueAt == null) {
            incident.dispatchDueAt = now.plus(rules(incident).settings().reviewAfter());
        }
        return now.isBefore(incident.dispatchDueAt) ? PageLevel.REVIEW : PageLevel.DISPATCH;
    }

    private static boolean isDispatched(IncidentCase incident) {
        return incident.escalation != null
                && incident.escalation.getLevel() == PageLevel.DISPATCH
                && incident.escalation.getStage() != EscalationStage.OVER;
    }

    /** Does what is due of the telling. */
    void due(IncidentCase incident, Instant now, Effects effects) {
        if (incident.dispatchDueAt != null && !now.isBefore(incident.dispatchDueAt)) {
            page(incident, now, effects);
            // Where nobody could be told, it is tried again.
            incident.dispatchDueAt = incident.dispatchDueAt == null || isDispatched(incident)
                    ? null
                    : now.plus(rules(incident).settings().reviewAfter());
        }
        EscalationState state = incident.escalation;
        if (state != null && state.getDueAt() != null && !now.isBefore(state.getDueAt())) {
            Told told = telling.due(record(incident, now), rules(incident), state, situation(now));
            apply(incident, told, now, effects);
            boolean lapsed = isHeld(state) && told.state() != null && !isHeld(told.state());
            if (lapsed && incident.isActive()) {
                incident.state = IncidentState.OPEN;
                incident.changed();
            }
        }
    }

    /** Sees who is told next, after all that has changed by now. */
    void foresee(IncidentCase incident, Instant now) {
        NextStep next = incident.isActive()
                ? NextStep.of(
                                recordUnderSilence(incident, now),
                                incident.escalation,
                                incident.dispatchDueAt,
                                situation(now))
                        .orElse(null)
                : null;
        if (!Objects.equals(next, incident.nextStep)) {
            incident.nextStep = next;
            incident.changed();
        }
    }

    /** Without its evidence, which takes long to collect, where no silence asks for it. */
    private Incident recordUnderSilence(IncidentCase incident, Instant now) {
        return Silences.anyAt(circumstances.silences(), now)
                ? record(incident, now)
                : IncidentRecords.plain(sectorId, incident, now);
    }

    private static boolean isHeld(EscalationState state) {
        return state.getStage() == EscalationStage.ANSWERED || state.getStage() == EscalationStage.ARRIVED;
    }

    void answer(IncidentCase incident, PatrolResponse response, Instant now, Effects effects) {
        if (incident.escalation != null) {
            apply(
                    incident,
                    telling.answer(
                            record(incident, now), rules(incident), incident.escalation, response, situation(now)),
                    now,
                    effects);
        }
    }

    /** That it is over, or less than was said, to all who were told. One of which nothing is left is told as it was. */
    void end(IncidentCase incident, Ending ending, Instant now, Effects effects) {
        if (incident.escalation != null) {
            apply(
                    incident,
                    telling.end(
                            IncidentRecords.asItWas(record(incident, now), incident.pastEvidence),
                            rules(incident),
                            List.of(incident.escalation),
                            ending,
                            situation(now)),
                    now,
                    effects);
        }
    }

    /** Whoever was on the way to one incident is on the way to the one that it became part of. */
    static void carryAnswer(IncidentCase survivor, @Nullable EscalationState other) {
        EscalationState own = survivor.escalation;
        if (other == null || other.getStage() == EscalationStage.OVER) {
            return;
        }
        if (own == null || own.getStage() == EscalationStage.OVER) {
            EscalationState carried = EscalationState.newBuilder(other).build();
            carried.setMessages(own == null ? 0 : own.getMessages());
            carried.setToldAlerts(own == null ? Map.of() : own.getToldAlerts());
            survivor.escalation = carried;
        } else if (isHeld(other) && !isHeld(own)) {
            EscalationState carried = EscalationState.newBuilder(own).build();
            carried.setStage(other.getStage());
            carried.setAnsweredUntil(other.getAnsweredUntil());
            carried.setAnsweringTeamId(other.getAnsweringTeamId());
            carried.setAnswerMetres(other.getAnswerMetres());
            carried.setAnswerCountedAt(other.getAnswerCountedAt());
            carried.setDueAt(other.getAnsweredUntil());
            survivor.escalation = carried;
        }
    }

    private void apply(IncidentCase incident, Told told, Instant now, Effects effects) {
        if (!Objects.equals(incident.escalation, told.state())) {
            incident.escalation = told.state();
            incident.touched = true;
        }
        told.timeline().forEach(incident::note);
        if (incident.toldTeamIds.addAll(told.toldTeamIds())) {
            incident.changed();
        }
        if (!now.isBefore(silentBefore)) {
            effects.alerts().addAll(told.alerts());
        }
    }

    /** An open incident keeps the rules of the moment when it was opened. */
    Rules rules(IncidentCase incident) {
        return circumstances.rules().inForceAt(incident.openedAt);
    }

    private Incident record(IncidentCase incident, Instant now) {
        return IncidentRecords.published(sectorId, incident, history, now);
    }

    private RoutingSituation situation(Instant now) {
        return new RoutingSituation(
                now,
                circumstances.teams(),
                positions::last,
                circumstances.policies(),
                circumstances.silences(),
                circumstances.places());
    }

    @Override
    public @Nullable Near to(IncidentCase incident, RuleEvent event, Instant now) {
        Incident record = IncidentRecords.plain(sectorId, incident, now);
        record.setCentre(new Position(event.latitude(), event.longitude(), null));
        record.setKinds(Map.of(EventHistory.subject(event), 1));
        TeamChoice choice = new TeamChoice(record, situation(now));
        PatrolTeam first = choice.firstThere().orElse(null);
        if (first == null) {
            return null;
        }
        double metres = choice.nearness(first).metres();
        return new Near(first.getId(), Double.isNaN(metres) ? null : metres);
    }
}
