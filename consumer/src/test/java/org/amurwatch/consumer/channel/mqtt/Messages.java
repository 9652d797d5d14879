package org.amurwatch.consumer.channel.mqtt;

import java.util.Optional;
import org.amurwatch.consumer.channel.text.MessageLinks;
import org.amurwatch.consumer.channel.webhook.WebhookMessage;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Languages;

/** What messages are made with. */
final class Messages {

    static final String LINK = "https://amur.example/a/token";

    private Messages() {}

    static WebhookMessage webhook() {
        return new WebhookMessage(
                new AlertText(new Languages()), new MessageLinks("https://amur.example", any -> Optional.of(LINK)));
    }
}
