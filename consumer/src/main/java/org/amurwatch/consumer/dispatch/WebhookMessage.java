package org.amurwatch.consumer.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.wording.AlertText;

/**
 * What a webhook carries: thin, because it travels over networks and screens of others. Never exact coordinates, names of
 * people, or a species together with a place; those stand behind the link.
 */
final class WebhookMessage {

    static final String TYPE = "patrol.alert";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AlertText text;
    private final String linkBase;

    /** @param linkBase where alert pages are, such as {@code https://amur.example.org} */
    WebhookMessage(AlertText text, String linkBase) {
        this.text = text;
        this.linkBase = linkBase.replaceAll("/+$", "");
    }

    byte[] body(PatrolAlert alert, Instant now) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("alertId", alert.getAlertId());
        if (alert.getIncidentId() != null) {
            told.put("incidentId", alert.getIncidentId());
        }
        told.put("level", alert.getLevel().name());
        told.put("sequence", alert.getSequence());
        told.put("evidence", alert.getEvidenceCount());
        told.put("message", alert.getMessage().name());
        told.put("purpose", alert.getPurpose().name());
        told.put("severity", alert.getSeverity().name());
        told.put("kind", alert.getKind().name());
        told.put("team", alert.getTeamId());
        told.put("territory", alert.getTerritoryId());
        told.put("observedAt", alert.getObservedAt().toString());
        told.put("receivedAt", alert.getReceivedAt().toString());
        told.put("text", text.of(alert, now));
        told.put("link", link(alert.getAlertId()));
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", TYPE);
        message.put("timestamp", now.toString());
        message.put("data", told);
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts can't be written as JSON.", e);
        }
    }

    String link(String alertId) {
        String path = Arrays.stream(alertId.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return linkBase + "/alerts/" + path;
    }

    /** The delivery's id as a header can carry it: what is not visible ASCII is percent-encoded, the same way each time. */
    static String id(AlertDelivery delivery) {
        StringBuilder id = new StringBuilder();
        for (byte octet : delivery.getDeliveryId().getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0x20 && octet < 0x7f) {
                id.append((char) octet);
            } else {
                id.append(String.format("%%%02X", octet & 0xff));
            }
        }
        return id.toString();
    }
}
