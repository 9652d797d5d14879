package org.amurwatch.consumer.partner.file;

import java.net.URI;
import java.util.List;
import org.amurwatch.consumer.endpoint.EndpointFields;
import org.amurwatch.consumer.endpoint.WebhookSecret;

/**
 * A Standard Webhook that takes CloudEvents.
 *
 * @param url its address
 * @param secrets what messages are signed with: the current secret, then, while it rotates, the previous one
 * @param source the {@code source} of our CloudEvents
 */
public record WebhookTarget(URI url, List<WebhookSecret> secrets, String source) implements PartnerTarget {

    public static final String KIND = "webhook";

    public WebhookTarget {
        secrets = List.copyOf(secrets);
    }

    static WebhookTarget read(EndpointFields fields) {
        URI url = fields.webAddress("url");
        WebhookSecret current =
                WebhookSecret.parse(fields.secretInFile("secret").reveal());
        List<WebhookSecret> secrets = fields.optionalSecretInFile("previousSecret")
                .map(previous -> List.of(current, WebhookSecret.parse(previous)))
                .orElseGet(() -> List.of(current));
        return new WebhookTarget(url, secrets, TargetFields.source(fields));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean isPlainOverNetwork() {
        return EndpointFields.isPlainOverNetwork(url);
    }
}
