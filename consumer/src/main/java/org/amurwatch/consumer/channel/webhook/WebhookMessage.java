package org.amurwatch.consumer.channel.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.answer.ReplyCode;
import org.amurwatch.consumer.channel.text.MessageLinks;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.EvidenceKinds;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook carries: thin, because it travels over networks and screens of others. Never exact coordinates, names of
 * people, or a species together with a place; those stand behind the link.
 */
public final class WebhookMessage implements WebhookBody {

    static final String TYPE = "patrol.alert";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AlertText text;
    private final MessageLinks links;

    public WebhookMessage(AlertText text, MessageLinks links) {
        this.text = text;
        this.links = links;
    }

    /** The message as fields of JSON: {@code type}, {@code timestamp}, and what is told under {@code data}. */
    public Map<String, Object> fields(AlertDelivery delivery, Instant now) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", TYPE);
        message.put("timestamp", now.toString());
        message.put("data", told(delivery, now));
        return message;
    }

    @Override
    public byte[] of(AlertDelivery delivery, String sender, Instant now) {
        return body(delivery, now);
    }

    byte[] body(AlertDelivery delivery, Instant now) {
        try {
            return JSON.writeValueAsBytes(fields(delivery, now));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map can't be written as JSON.", e);
        }
    }

    /** What is told, as {@code data} of the message has it. */
    JsonNode data(AlertDelivery delivery, Instant now) {
        return JSON.valueToTree(told(delivery, now));
    }

    private Map<String, @Nullable Object> told(AlertDelivery delivery, Instant now) {
        PatrolAlert alert = delivery.getAlert();
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("alertId", alert.getAlertId());
        told.put("message", alert.getMessage().name());
        told.put("over", alert.getOver());
        told.put("purpose", alert.getPurpose().name());
        told.put("severity", alert.getSeverity().name());
        told.put("level", alert.getLevel().name());
        told.put("kind", alert.getKind().name());
        told.put("incidentId", alert.getIncidentId());
        told.put("sequence", alert.getSequence());
        told.put("rule", alert.getRule());
        told.put("evidenceCount", alert.getEvidenceCount());
        told.put("evidence", EvidenceKinds.of(alert));
        told.put("team", alert.getTeamId());
        told.put("territory", alert.getTerritoryId());
        told.put("observedAt", alert.getObservedAt().toString());
        told.put("receivedAt", alert.getReceivedAt().toString());
        told.put("text", text.of(alert, now));
        told.put("replyCode", alert.getIncidentId() == null ? null : ReplyCode.of(alert.getIncidentId()));
        told.put("link", links.of(delivery));
        return told;
    }

    /** The delivery's id as a header can carry it. */
    static String id(AlertDelivery delivery) {
        return visible(delivery.getDeliveryId());
    }

    /** A text with percent-encoding for what is not visible ASCII, the same way each time. */
    static String visible(String text) {
        StringBuilder id = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0x20 && octet < 0x7f) {
                id.append((char) octet);
            } else {
                id.append(String.format("%%%02X", octet & 0xff));
            }
        }
        return id.toString();
    }
}
