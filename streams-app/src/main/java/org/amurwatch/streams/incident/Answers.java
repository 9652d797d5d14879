package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.streams.routing.Answering;
import org.amurwatch.streams.routing.Ending;
import org.jspecify.annotations.Nullable;

/** What answers of teams and duty officers make of an incident. */
final class Answers {

    private final SectorHistory history;
    private final IncidentLife life;
    private final Paging paging;

    Answers(SectorHistory history, IncidentLife life, Paging paging) {
        this.history = history;
        this.life = life;
        this.paging = paging;
    }

    /** Takes an answer. One that was heard before changes nothing. */
    void take(IncidentCase incident, PatrolResponse response, Instant now, Effects effects) {
        if (incident.hears(response.getResponseId())) {
            incident.touched = true;
            if (response.getKind() == ResponseKind.CLOSED) {
                close(incident, response, now, effects);
            } else if (incident.isActive()) {
                answer(incident, response, now, effects);
            }
        }
    }

    private void answer(IncidentCase incident, PatrolResponse response, Instant now, Effects effects) {
        incident.note(now, TimelineKind.ANSWERED, who(response), response.getKind());
        if (response.getKind() != ResponseKind.NOT_US) {
            boolean holds = incident.state == IncidentState.OPEN
                    || who(response).equals(incident.answeredBy)
                    || Answering.takesThePlaceOf(incident.answer, response.getKind(), response.getTeamId());
            incident.state = switch (response.getKind()) {
                case ACKNOWLEDGED ->
                    incident.state == IncidentState.RESPONDING ? IncidentState.RESPONDING : IncidentState.ACKNOWLEDGED;
                case ON_THE_WAY, ARRIVED -> IncidentState.RESPONDING;
                case NOT_US, CLOSED -> incident.state;
            };
            if (holds) {
                remember(incident, response, now);
            }
        } else if (who(response).equals(incident.answeredBy)) {
            // It was theirs, and is nobody's now.
            incident.state = IncidentState.OPEN;
            incident.answer = null;
            incident.answeredBy = null;
            incident.answeredAt = null;
        }
        paging.answer(incident, response, now, effects);
    }

    private static void remember(IncidentCase incident, PatrolResponse response, Instant now) {
        incident.answer = response.getKind();
        incident.answeredBy = who(response);
        incident.answeredAt = now;
    }

    private static String who(PatrolResponse response) {
        return response.getTeamId() == null ? response.getBy() : response.getTeamId();
    }

    /** Ended by itself or resolved before, it still takes the outcome, for the sake of whoever learns from it. */
    private void close(IncidentCase incident, PatrolResponse response, Instant now, Effects effects) {
        boolean wasOpen = incident.isActive();
        boolean canBeClosed = wasOpen
                || incident.state == IncidentState.ENDED
                || incident.state == IncidentState.RESOLVED
                || incident.state == IncidentState.FALSE_ALARM;
        if (!canBeClosed) {
            return;
        }
        Outcome outcome = response.getOutcome();
        incident.outcome = outcome;
        remember(incident, response, now);
        List<String> evidence = List.copyOf(incident.evidence);
        if (wasOpen) {
            life.finish(incident, closedAs(outcome), outcome == null ? null : outcome.name(), now, effects);
            paging.end(incident, Ending.closed(outcome), now, effects);
        } else {
            incident.state = closedAs(outcome);
            incident.note(now, TimelineKind.CLOSED, null, ResponseKind.CLOSED);
        }
        Explanation explanation = explanation(outcome);
        if (explanation != null) {
            evidence.forEach(key -> explain(key, explanation, effects));
        }
    }

    private static IncidentState closedAs(@Nullable Outcome outcome) {
        return explanation(outcome) == null ? IncidentState.RESOLVED : IncidentState.FALSE_ALARM;
    }

    private static @Nullable Explanation explanation(@Nullable Outcome outcome) {
        if (outcome == null) {
            return null;
        }
        return switch (outcome) {
            case POACHING_CONFIRMED, SIGN_WITHOUT_PERSON, NOT_REACHED -> null;
            case PERMITTED_PERSON -> Explanation.PERMIT;
            case OUR_STAFF -> Explanation.STAFF;
            case ANIMAL -> Explanation.ANIMAL;
            case DETECTOR_ERROR -> Explanation.DETECTOR;
        };
    }

    /** What was found to be nothing is no part of the next incident either. */
    private void explain(String eventKey, Explanation explanation, Effects effects) {
        KeptEvent event = history.get(eventKey);
        if (event != null && event.event().kind() != null && event.event().explained() == null) {
            history.put(event.concludedAs(explanation), effects);
        }
    }
}
