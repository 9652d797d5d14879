package org.amurwatch.consumer.channel.webhook;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.Channel;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.channel.text.MessageLinks;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.WebhookDestination;
import org.amurwatch.consumer.endpoint.WebhookFormat;
import org.amurwatch.consumer.wording.AlertText;

/** Signed webhooks, as Standard Webhooks has them, in the form that the receiver wants. */
public final class WebhookChannel implements Channel<WebhookDestination> {

    private final Map<WebhookFormat, WebhookBody> bodies;
    private final WebhookPost post;
    private final Clock clock;

    /** @param http is not closed by this channel */
    public WebhookChannel(AlertText text, MessageLinks links, HttpCall http, Clock clock) {
        WebhookMessage message = new WebhookMessage(text, links);
        this.bodies = new EnumMap<>(Map.of(
                WebhookFormat.JSON, message,
                WebhookFormat.CLOUDEVENTS, new CloudEventBody(message),
                WebhookFormat.CAP, new CapBody(text, links)));
        this.post = new WebhookPost(http, clock);
        this.clock = clock;
    }

    @Override
    public Answer attempt(Endpoint endpoint, WebhookDestination destination, AlertDelivery delivery) {
        WebhookBody body = Objects.requireNonNull(bodies.get(destination.format()));
        return post.post(
                destination,
                endpoint.privateNetwork(),
                WebhookMessage.id(delivery),
                body.of(delivery, destination.sender(), clock.instant()));
    }
}
