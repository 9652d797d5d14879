package org.amurwatch.consumer.dispatch;

import java.time.Clock;
import org.amurwatch.consumer.channel.Channels;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.channel.webhook.WebhookChannel;
import org.amurwatch.consumer.channel.webhook.WebhookMessage;
import org.amurwatch.consumer.endpoint.WebhookDestination;

/** The channels that dispatch sends by, with what they share. */
final class DispatchChannels implements AutoCloseable {

    private final HttpCall http;
    private final Channels channels = new Channels();

    DispatchChannels(DispatchSettings settings, WebhookMessage message, Clock clock) {
        this.http = new HttpCall(settings.connectTimeout(), settings.deadline(), clock);
        channels.with(WebhookDestination.class, new WebhookChannel(message, http, clock));
    }

    Channels all() {
        return channels;
    }

    @Override
    public void close() {
        channels.close();
        http.close();
    }
}
