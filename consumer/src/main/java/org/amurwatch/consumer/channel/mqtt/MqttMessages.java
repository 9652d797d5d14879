package org.amurwatch.consumer.channel.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.channel.webhook.WebhookMessage;
import org.amurwatch.consumer.endpoint.MqttDestination;

/**
 * What is published: the message, with the fields of a webhook's and the delivery's id; and before it, for who connects later,
 * the state that the incident is in by it. A state has no text and no link.
 */
final class MqttMessages {

    /** How long the server keeps a state that no later message takes the place of. Longer than an incident may be quiet. */
    static final Duration OPEN_KEPT = Duration.ofDays(30);

    /** How long it keeps that an incident is over; after that, that nothing is there says the same. */
    static final Duration OVER_KEPT = Duration.ofDays(1);

    private static final Duration TEST_KEPT = Duration.ofMinutes(1);
    private static final List<String> OF_STATE = List.of(
            "alertId",
            "purpose",
            "severity",
            "level",
            "kind",
            "incidentId",
            "sequence",
            "team",
            "territory",
            "observedAt");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebhookMessage message;

    MqttMessages(WebhookMessage message) {
        this.message = message;
    }

    /** In the order in which they are to be published. */
    List<Mqtt5Publish> of(MqttDestination destination, AlertDelivery delivery, Instant now) {
        PatrolAlert alert = delivery.getAlert();
        ObjectNode fields = JSON.valueToTree(message.fields(delivery, now));
        ObjectNode told = fields.withObject("/data");
        List<Mqtt5Publish> all = new ArrayList<>();
        // A test has one too, so that it finds a right that is missing.
        if (alert.getIncidentId() != null || alert.getPurpose() == Purpose.TEST) {
            all.add(state(destination, alert, told, now));
        }
        ObjectNode whole = JSON.createObjectNode().put("id", delivery.getDeliveryId());
        whole.setAll(fields);
        Duration left = Duration.between(now, delivery.getNotAfter());
        all.add(published(MqttTopics.messages(destination.topic()), whole, left, false));
        return all;
    }

    private static Mqtt5Publish state(MqttDestination destination, PatrolAlert alert, ObjectNode told, Instant now) {
        boolean test = alert.getPurpose() == Purpose.TEST;
        boolean over = test || alert.getOver();
        ObjectNode state =
                JSON.createObjectNode().put("state", over ? "OVER" : "OPEN").put("timestamp", now.toString());
        state.setAll(told.deepCopy().retain(OF_STATE));
        Duration kept = test ? TEST_KEPT : over ? OVER_KEPT : OPEN_KEPT;
        return published(MqttTopics.state(destination.topic(), alert), state, kept, true);
    }

    private static Mqtt5Publish published(String topic, ObjectNode body, Duration kept, boolean retained) {
        try {
            return Mqtt5Publish.builder()
                    .topic(topic)
                    .payload(JSON.writeValueAsBytes(body))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(retained)
                    .messageExpiryInterval(Math.max(1, kept.toSeconds()))
                    .payloadFormatIndicator(Mqtt5PayloadFormatIndicator.UTF_8)
                    .contentType("application/json")
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can't be written as JSON.", e);
        }
    }
}
