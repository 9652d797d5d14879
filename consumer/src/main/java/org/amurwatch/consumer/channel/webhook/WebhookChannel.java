package org.amurwatch.consumer.channel.webhook;

import java.time.Clock;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.Channel;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.WebhookDestination;

/** Signed webhooks, as Standard Webhooks has them. */
public final class WebhookChannel implements Channel<WebhookDestination> {

    private final WebhookMessage message;
    private final WebhookPost post;
    private final Clock clock;

    /** @param http is not closed by this channel */
    public WebhookChannel(WebhookMessage message, HttpCall http, Clock clock) {
        this.message = message;
        this.post = new WebhookPost(http, clock);
        this.clock = clock;
    }

    @Override
    public Answer attempt(Endpoint endpoint, WebhookDestination destination, AlertDelivery delivery) {
        return post.post(
                destination,
                endpoint.privateNetwork(),
                WebhookMessage.id(delivery),
                message.body(delivery, clock.instant()));
    }
}
