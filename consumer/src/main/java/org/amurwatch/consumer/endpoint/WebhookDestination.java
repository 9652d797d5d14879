package org.amurwatch.consumer.endpoint;

import java.net.URI;
import java.util.List;

/**
 * Where alerts are posted to.
 *
 * @param url its address; in no receipt, log or metric, since whoever knows it may be able to write to a team
 * @param secrets what messages are signed with: the current secret, then, while it rotates, the previous one
 */
public record WebhookDestination(URI url, List<WebhookSecret> secrets) implements Destination {

    public static final String CHANNEL = "webhook";

    public WebhookDestination {
        secrets = List.copyOf(secrets);
    }

    static WebhookDestination read(EndpointFields fields) {
        URI url = fields.webAddress("url");
        WebhookSecret current = WebhookSecret.parse(fields.secret("secret"));
        return new WebhookDestination(
                url,
                fields.optional("previousSecret")
                        .map(previous -> List.of(current, WebhookSecret.parse(previous)))
                        .orElseGet(() -> List.of(current)));
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public boolean isPlainOverNetwork() {
        return EndpointFields.isPlainOverNetwork(url);
    }

    @Override
    public String toString() {
        return CHANNEL;
    }
}
