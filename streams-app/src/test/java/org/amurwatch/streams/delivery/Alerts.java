package org.amurwatch.streams.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.jspecify.annotations.Nullable;

/** Alerts and receipts for tests. */
final class Alerts {

    static final Instant START = Instant.parse("2026-01-17T06:18:44Z");

    private Alerts() {}

    static PatrolAlert alert(String id, @Nullable Duration lifetime, String... endpoints) {
        return PatrolAlert.newBuilder()
                .setAlertId(id)
                .setTeamId("team")
                .setMessage(AlertMessage.RAISED)
                .setPurpose(Purpose.ACTUAL)
                .setSeverity(Severity.SEVERE)
                .setKind(lifetime == null ? AlertKind.SOS : AlertKind.GUNSHOT)
                .setEventKey("sensors/1")
                .setTerritoryId("kedrovaya")
                .setSectorId("south")
                .setTimeZone("Asia/Vladivostok")
                .setPosition(Position.newBuilder()
                        .setLatitude(43.1)
                        .setLongitude(131.4)
                        .build())
                .setObservedAt(START.minusSeconds(60))
                .setReceivedAt(START)
                .setLifetimeMillis(lifetime == null ? null : lifetime.toMillis())
                .setEndpoints(List.of(endpoints))
                .build();
    }

    /** A message of an incident, with its number. */
    static PatrolAlert message(AlertMessage message, int sequence, String... endpoints) {
        return PatrolAlert.newBuilder(alert("message-" + sequence, Duration.ofHours(2), endpoints))
                .setIncidentId("south/1")
                .setMessage(message)
                .setSequence(sequence)
                .build();
    }

    static DeliveryReceipt receipt(String deliveryId, int attempt, DeliveryOutcome outcome) {
        return receipt(deliveryId, attempt, outcome, null);
    }

    static DeliveryReceipt receipt(
            String deliveryId, int attempt, DeliveryOutcome outcome, @Nullable Duration retryAfter) {
        return DeliveryReceipt.newBuilder()
                .setDeliveryId(deliveryId)
                .setAttempt(attempt)
                .setTeamId("team")
                .setEndpoint("phone")
                .setOutcome(outcome)
                .setReason("said " + outcome)
                .setRetryAfterMillis(retryAfter == null ? null : retryAfter.toMillis())
                .setAttemptedAt(START)
                .setTookMillis(5)
                .build();
    }
}
