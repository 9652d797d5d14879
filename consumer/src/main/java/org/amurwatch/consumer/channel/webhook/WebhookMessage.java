package org.amurwatch.consumer.channel.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.answer.ReplyCode;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.EvidenceKinds;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook carries: thin, because it travels over networks and screens of others. Never exact coordinates, names of
 * people, or a species together with a place; those stand behind the link.
 */
public final class WebhookMessage {

    static final String TYPE = "patrol.alert";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AlertText text;
    private final String linkBase;
    private final Function<AlertDelivery, Optional<String>> answerLink;

    /**
     * @param linkBase where alert pages are, such as {@code https://amur.example.org}
     * @param answerLink the link for the recipient of a delivery; empty: it gets that of the page without buttons
     */
    public WebhookMessage(AlertText text, String linkBase, Function<AlertDelivery, Optional<String>> answerLink) {
        this.text = text;
        this.linkBase = linkBase.replaceAll("/+$", "");
        this.answerLink = answerLink;
    }

    byte[] body(AlertDelivery delivery, Instant now) {
        PatrolAlert alert = delivery.getAlert();
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("alertId", alert.getAlertId());
        told.put("message", alert.getMessage().name());
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
        told.put("link", answerLink.apply(delivery).orElseGet(() -> link(alert.getAlertId())));
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", TYPE);
        message.put("timestamp", now.toString());
        message.put("data", told);
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map can't be written as JSON.", e);
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
