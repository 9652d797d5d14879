package org.amurwatch.streams.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.EndpointState;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.event.StableId;
import org.amurwatch.streams.reference.Recipients;
import org.amurwatch.streams.routing.EndpointText;
import org.amurwatch.streams.routing.EndpointText.Condition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which endpoints of which teams fail, and what others are to be told of it: once when one has failed for a while or asked
 * never to be called again, and once when it can be reached again. A message about an endpoint is told by others of the team's
 * endpoints and by those of the operator; what becomes of such a message itself is not watched, or it would have no end.
 */
final class EndpointWatch {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointWatch.class);
    private static final Duration WORTH_TELLING = Duration.ofHours(24);

    private final EndpointRows states;
    private final DeliverySettings settings;
    private final EndpointText text = new EndpointText();

    EndpointWatch(EndpointRows states, DeliverySettings settings) {
        this.states = states;
        this.settings = settings;
    }

    /** An attempt failed. */
    void failed(PatrolAlert alert, String endpoint, @Nullable String reason, Instant now) {
        if (isWatched(alert)) {
            EndpointState known = states.get(alert.getTeamId(), endpoint);
            EndpointState.Builder next = known == null
                    ? EndpointState.newBuilder().setFailingSince(now).setAlert(alert)
                    : EndpointState.newBuilder(known).setAlert(alert);
            states.put(alert.getTeamId(), endpoint, next.setReason(reason).build());
        }
    }

    /** It asked never to be called again. */
    void gone(PatrolAlert alert, String endpoint, @Nullable String reason, Instant now) {
        if (isWatched(alert)) {
            states.put(
                    alert.getTeamId(),
                    endpoint,
                    EndpointState.newBuilder()
                            .setFailingSince(now)
                            .setGoneAt(now)
                            .setReason(reason)
                            .setAlert(alert)
                            .build());
        }
    }

    /** It was reached. */
    Optional<PatrolAlert> reached(PatrolAlert alert, String endpoint, Instant now) {
        if (!isWatched(alert)) {
            return Optional.empty();
        }
        EndpointState state = states.remove(alert.getTeamId(), endpoint);
        return state == null || state.getToldAt() == null
                ? Optional.empty()
                : message(Condition.WELL, alert, endpoint, state.getToldAt(), now);
    }

    /** Why nothing is sent to an endpoint any more; empty if it is. */
    Optional<String> refusal(PatrolAlert alert, String endpoint, Recipients recipients) {
        EndpointState state = states.get(alert.getTeamId(), endpoint);
        if (state == null || state.getGoneAt() == null) {
            return Optional.empty();
        }
        if (recipients.isRestoredSince(endpoint, state.getGoneAt())) {
            states.remove(alert.getTeamId(), endpoint);
            return Optional.empty();
        }
        return Optional.of("The endpoint asked at " + state.getGoneAt()
                + " never to be called again. 'recipients restore' takes it up again.");
    }

    /** What others are to be told now. Of an endpoint that is revoked, nobody need hear that it can't be reached. */
    List<PatrolAlert> due(Recipients recipients, Instant now) {
        List<PatrolAlert> messages = new ArrayList<>();
        for (EndpointRows.Row row : states.all()) {
            EndpointState state = row.state();
            if (recipients.isRevoked(row.endpoint())) {
                states.remove(state.getAlert().getTeamId(), row.endpoint());
            } else if (state.getToldAt() == null && isToBeTold(state, now)) {
                states.put(
                        state.getAlert().getTeamId(),
                        row.endpoint(),
                        EndpointState.newBuilder(state).setToldAt(now).build());
                Condition condition = state.getGoneAt() == null ? Condition.FAILING : Condition.GONE;
                Instant since = state.getGoneAt() == null ? state.getFailingSince() : state.getGoneAt();
                message(condition, state.getAlert(), row.endpoint(), since == null ? now : since, now)
                        .ifPresent(messages::add);
            }
        }
        return messages;
    }

    private boolean isToBeTold(EndpointState state, Instant now) {
        return state.getGoneAt() != null
                || (state.getFailingSince() != null
                        && !now.isBefore(state.getFailingSince().plus(settings.failingAfter())));
    }

    /** Empty where there is nobody else to tell. */
    private Optional<PatrolAlert> message(
            Condition condition, PatrolAlert alert, String endpoint, Instant since, Instant now) {
        Set<String> others = new LinkedHashSet<>(alert.getEndpoints());
        others.addAll(settings.operatorEndpoints());
        others.remove(endpoint);
        if (others.isEmpty()) {
            LOG.warn(
                    "Endpoint {} of team {}: {}, and nobody else can be told. Name operator endpoints in"
                            + " amurwatch.streams.delivery.operator-endpoints.",
                    endpoint,
                    alert.getTeamId(),
                    condition);
            return Optional.empty();
        }
        return Optional.of(PatrolAlert.newBuilder(alert)
                .setAlertId(StableId.of(alert.getTeamId(), endpoint, condition.name(), since.toString()))
                .setMessage(AlertMessage.ENDPOINT)
                .setSeverity(Severity.WARNING)
                // No page of an incident: channels add no place, no map and no link to answer by.
                .setLevel(PageLevel.NONE)
                .setKind(AlertKind.OTHER)
                .setKinds(Map.of())
                .setEvidenceCount(0)
                .setEventKey("endpoint/" + endpoint)
                .setIncidentId(null)
                .setRule(null)
                .setReason(null)
                .setObservedAt(since)
                .setReceivedAt(now)
                .setLifetimeMillis(WORTH_TELLING.toMillis())
                .setNextEndpointAfterMillis(null)
                .setOver(false)
                .setEndpoints(List.copyOf(others))
                .setToldAt(now)
                .setEarlier(List.of())
                .setText(text.of(condition, endpoint, since, alert.getTimeZone(), alert.getLanguage()))
                .build());
    }

    private static boolean isWatched(PatrolAlert alert) {
        return alert.getMessage() != AlertMessage.ENDPOINT
                && (alert.getPurpose() == Purpose.ACTUAL || alert.getPurpose() == Purpose.EXERCISE);
    }
}
