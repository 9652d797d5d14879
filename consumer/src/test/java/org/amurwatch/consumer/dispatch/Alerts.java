package org.amurwatch.consumer.dispatch;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;

/** Alerts for tests. */
public final class Alerts {

    public static final Instant RECEIVED = Instant.parse("2026-01-17T06:20:00Z");

    private Alerts() {}

    public static PatrolAlert.Builder alert(String id) {
        return PatrolAlert.newBuilder()
                .setAlertId(id)
                .setTeamId("north")
                .setMessage(AlertMessage.RAISED)
                .setPurpose(Purpose.ACTUAL)
                .setSeverity(Severity.SEVERE)
                .setKind(AlertKind.GUNSHOT)
                .setEventKey("report/1")
                .setTerritoryId("kedrovaya-pad")
                .setTerritoryName("Kedrovaya Pad")
                .setSectorId("primorye")
                .setTimeZone("Asia/Vladivostok")
                .setLanguage("en")
                .setPosition(Position.newBuilder()
                        .setLatitude(43.12345)
                        .setLongitude(131.45678)
                        .setUncertaintyMetres(250.0)
                        .build())
                .setObservedAt(Instant.parse("2026-01-17T06:15:00Z"))
                .setReceivedAt(RECEIVED)
                .setEndpoints(List.of("phone"));
    }

    public static AlertDelivery delivery(String endpoint, int number) {
        return delivery(endpoint, number, alert("alert-" + number).build());
    }

    public static AlertDelivery delivery(String endpoint, int number, PatrolAlert alert) {
        return AlertDelivery.newBuilder()
                .setDeliveryId("alert-" + number + "|webhook|" + endpoint)
                .setAttempt(1)
                .setEndpoint(endpoint)
                .setNotAfter(RECEIVED.plusSeconds(7200))
                .setAlert(alert)
                .build();
    }
}
