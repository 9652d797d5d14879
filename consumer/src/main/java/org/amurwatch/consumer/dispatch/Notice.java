package org.amurwatch.consumer.dispatch;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.event.StableId;

/**
 * A message about the system itself, in the form of an alert, so that it goes through the very code by which alerts go. It is
 * of level NONE, belongs to no place and no incident, and stands in no topic.
 */
final class Notice {

    private static final String SYSTEM = "amurwatch";

    private Notice() {}

    /**
     * An attempt to be made directly, past ledger and lanes.
     *
     * @param purpose TEST for what is only tried
     * @param text all that it says, but for the word that marks a test
     */
    static AlertDelivery of(Endpoint endpoint, Purpose purpose, String language, String text, Instant now) {
        String id = StableId.of(SYSTEM, endpoint.name(), purpose.name(), now.toString());
        Severity severity = purpose == Purpose.TEST ? Severity.INFO : Severity.CRITICAL;
        return delivery(endpoint, purpose, severity, id, language, text, now);
    }

    /**
     * As {@link #of}, of something that is only to be filed.
     *
     * @param subject what it tells of: the same again is the same message to who gets it
     */
    static AlertDelivery toFile(Endpoint endpoint, String subject, String language, String text, Instant now) {
        String id = StableId.of(SYSTEM, endpoint.name(), subject);
        return delivery(endpoint, Purpose.ACTUAL, Severity.INFO, id, language, text, now);
    }

    private static AlertDelivery delivery(
            Endpoint endpoint,
            Purpose purpose,
            Severity severity,
            String id,
            String language,
            String text,
            Instant now) {
        PatrolAlert alert = PatrolAlert.newBuilder()
                .setAlertId(id)
                .setTeamId(SYSTEM)
                .setMessage(AlertMessage.RAISED)
                .setPurpose(purpose)
                .setSeverity(severity)
                .setKind(AlertKind.OTHER)
                .setEventKey(SYSTEM + "/" + id)
                .setTerritoryId(SYSTEM)
                .setTerritoryName("Amur Watch")
                .setSectorId(SYSTEM)
                .setTimeZone("UTC")
                .setLanguage(language)
                .setPosition(
                        Position.newBuilder().setLatitude(0).setLongitude(0).build())
                .setObservedAt(now)
                .setReceivedAt(now)
                .setToldAt(now)
                .setEndpoints(List.of(endpoint.name()))
                .setLevel(PageLevel.NONE)
                .setText(text)
                .build();
        return AlertDelivery.newBuilder()
                .setDeliveryId(id)
                .setAttempt(1)
                .setEndpoint(endpoint.name())
                .setNotAfter(now.plusSeconds(60))
                .setAlert(alert)
                .build();
    }
}
