package org.amurwatch.consumer.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.amurwatch.avro.DeliveryOrder;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.ResponseKind;
import org.jspecify.annotations.Nullable;

/** Rows of the commands {@code alerts} and {@code deliveries}. They hold no exact places: those are on the alert page. */
final class AlertRows {

    static final List<String> ALERT_COLUMNS = List.of(
            "receivedAt",
            "observedAt",
            "team",
            "message",
            "level",
            "kind",
            "severity",
            "purpose",
            "territory",
            "incidentId",
            "alertId",
            "deliveries",
            "answer",
            "answeredBy",
            "minutesToAnswer");

    static final List<String> DELIVERY_COLUMNS = List.of(
            "deliveryId",
            "alertId",
            "team",
            "endpoint",
            "attempts",
            "outcome",
            "status",
            "reason",
            "attemptedAt",
            "tookMillis",
            "notAfter");

    private static final List<String> BRIEF = List.of("endpoint", "attempts", "outcome", "reason");

    private AlertRows() {}

    /**
     * @param incidents by id
     * @param nested whether deliveries stand as objects inside an alert, else as a text
     */
    static List<Map<String, @Nullable Object>> alerts(
            List<PatrolAlert> alerts,
            Deliveries deliveries,
            Map<String, Incident> incidents,
            Instant now,
            boolean nested) {
        Map<String, List<DeliveryProgress>> byAlert = deliveries.byAlert();
        return alerts.stream()
                .sorted(Comparator.comparing(PatrolAlert::getReceivedAt).thenComparing(PatrolAlert::getAlertId))
                .map(alert -> alert(
                        alert,
                        byAlert.getOrDefault(alert.getAlertId(), List.of()),
                        alert.getIncidentId() == null ? null : incidents.get(alert.getIncidentId()),
                        now,
                        nested))
                .toList();
    }

    private static Map<String, @Nullable Object> alert(
            PatrolAlert alert,
            List<DeliveryProgress> deliveries,
            @Nullable Incident incident,
            Instant now,
            boolean nested) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("receivedAt", alert.getReceivedAt().toString());
        row.put("observedAt", alert.getObservedAt().toString());
        row.put("team", alert.getTeamId());
        row.put("message", alert.getMessage().name());
        row.put("level", alert.getLevel().name());
        row.put("kind", alert.getKind().name());
        row.put("severity", alert.getSeverity().name());
        row.put("purpose", alert.getPurpose().name());
        row.put("territory", alert.getTerritoryId());
        row.put("incidentId", alert.getIncidentId());
        row.put("alertId", alert.getAlertId());
        row.put("deliveries", nested ? nested(deliveries, now) : text(deliveries, now));
        ResponseKind answer = incident == null ? null : incident.getAnswer();
        row.put("answer", answer == null ? null : answer.name());
        row.put("answeredBy", incident == null ? null : incident.getAnsweredBy());
        row.put(
                "minutesToAnswer",
                incident == null ? null : Minutes.between(alert.getReceivedAt(), incident.getAnsweredAt()));
        return row;
    }

    private static List<Map<String, @Nullable Object>> nested(List<DeliveryProgress> deliveries, Instant now) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (DeliveryProgress progress : deliveries) {
            Map<String, @Nullable Object> all = delivery(progress, now);
            Map<String, @Nullable Object> brief = new LinkedHashMap<>();
            BRIEF.forEach(column -> brief.put(column, all.get(column)));
            rows.add(brief);
        }
        return rows;
    }

    private static String text(List<DeliveryProgress> deliveries, Instant now) {
        return deliveries.stream()
                .map(progress -> progress.delivery().getEndpoint() + ": " + progress.outcome(now))
                .collect(Collectors.joining(", "));
    }

    static List<Map<String, @Nullable Object>> deliveries(Deliveries deliveries, Instant now) {
        return deliveries.all().stream()
                .sorted(Comparator.comparing((DeliveryProgress progress) ->
                                progress.delivery().getAlert().getReceivedAt())
                        .thenComparing(progress -> progress.delivery().getDeliveryId()))
                .map(progress -> delivery(progress, now))
                .toList();
    }

    private static @Nullable String reason(DeliveryProgress progress) {
        DeliveryOrder told = progress.told();
        if (told != null) {
            return "Told to " + told.getToldTo() + " by " + told.getBy() + ".";
        }
        return progress.receipt() == null ? null : progress.receipt().getReason();
    }

    static Map<String, @Nullable Object> delivery(DeliveryProgress progress, Instant now) {
        DeliveryReceipt receipt = progress.receipt();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("deliveryId", progress.delivery().getDeliveryId());
        row.put("alertId", progress.delivery().getAlert().getAlertId());
        row.put("team", progress.delivery().getAlert().getTeamId());
        row.put("endpoint", progress.delivery().getEndpoint());
        row.put("attempts", progress.delivery().getAttempt());
        row.put("outcome", progress.outcome(now));
        row.put("status", receipt == null ? null : receipt.getStatus());
        row.put("reason", reason(progress));
        row.put("attemptedAt", receipt == null ? null : receipt.getAttemptedAt().toString());
        row.put("tookMillis", receipt == null ? null : receipt.getTookMillis());
        row.put("notAfter", progress.delivery().getNotAfter().toString());
        return row;
    }
}
