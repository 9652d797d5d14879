package org.amurwatch.streams.incident;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.event.Canary;
import org.amurwatch.event.StableId;
import org.amurwatch.streams.rule.RuleEvent;

/**
 * What becomes of a canary: an alert at once, to nobody. It opens no incident and leaves no row, so that one each minute, for
 * years, is no burden; so it says that the way is open, and nothing of rules and teams.
 */
final class CanaryAlert {

    /** One that is so late has been missed, and the next is under way. */
    static final Duration LIFETIME = Duration.ofMinutes(2);

    private CanaryAlert() {}

    /** Empty for what is no canary, comes from a file or an old card, or lies with a neighbour. */
    static Optional<PatrolAlert> of(RuleEvent event) {
        if (event.purpose() != Purpose.CANARY || event.kind() == null || event.shared() || !event.fresh()) {
            return Optional.empty();
        }
        return Optional.of(PatrolAlert.newBuilder()
                .setAlertId(StableId.of(event.key(), event.receivedAt().toString()))
                .setTeamId(Canary.TEAM_ID)
                .setMessage(AlertMessage.RAISED)
                .setPurpose(Purpose.CANARY)
                .setSeverity(Severity.INFO)
                .setKind(Objects.requireNonNull(event.kind()))
                .setEventKey(event.key())
                .setTerritoryId(event.placement().getTerritoryId())
                .setTerritoryName(event.placement().getTerritoryName())
                .setSectorId(event.placement().getSectorId())
                .setTimeZone(event.placement().getTimeZone())
                .setPosition(Position.newBuilder()
                        .setLatitude(event.latitude())
                        .setLongitude(event.longitude())
                        .build())
                .setObservedAt(event.observedAt())
                .setReceivedAt(event.receivedAt())
                .setLifetimeMillis(LIFETIME.toMillis())
                .setEndpoints(List.of(Canary.ENDPOINT))
                .setLevel(PageLevel.NONE)
                .setReason("A canary: it goes the way of an alert, and reaches nobody.")
                .build());
    }
}
