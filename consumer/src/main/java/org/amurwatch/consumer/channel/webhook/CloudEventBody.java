package org.amurwatch.consumer.channel.webhook;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.PatrolAlert;

/**
 * An alert as a CloudEvent 1.0 in structured mode: in binary mode its attributes would be headers, which the signature does
 * not cover. The data are those of {@link WebhookMessage}; id and source are the same on each attempt.
 */
final class CloudEventBody implements WebhookBody {

    static final String TYPE = "org.amurwatch.patrol-alert";

    private static final EventFormat FORMAT = new JsonFormat();

    private final WebhookMessage message;

    CloudEventBody(WebhookMessage message) {
        this.message = message;
    }

    @Override
    public byte[] of(AlertDelivery delivery, String sender, Instant now) {
        PatrolAlert alert = delivery.getAlert();
        CloudEvent event = CloudEventBuilder.v1()
                .withId(WebhookMessage.id(delivery))
                .withSource(URI.create(sender))
                .withType(TYPE)
                .withSubject(alert.getIncidentId() == null ? alert.getAlertId() : alert.getIncidentId())
                .withTime(alert.getReceivedAt().atOffset(ZoneOffset.UTC))
                .withData("application/json", JsonCloudEventData.wrap(message.data(delivery, now)))
                .build();
        return FORMAT.serialize(event);
    }
}
