package org.amurwatch.consumer.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where alerts are posted to.
 *
 * @param url its address; in no receipt, log or metric, since whoever knows it may be able to write to a team
 * @param secrets what messages are signed with: the current secret, then, while it rotates, the previous one
 * @param format the form of messages
 * @param sender whom messages are from, in the forms that say so: the {@code source} of CloudEvents, the {@code sender} of CAP
 */
public record WebhookDestination(URI url, List<WebhookSecret> secrets, WebhookFormat format, String sender)
        implements Destination {

    public static final String CHANNEL = "webhook";

    private static final String ANY_SENDER = "/amurwatch";

    // CAP 1.2 forbids white space, commas, '<' and '&' in a sender; the other quotes are in no URI.
    private static final Pattern SENDER = Pattern.compile("[\\x21-\\x7e&&[^<>&,\"]]{1,200}");

    public WebhookDestination {
        secrets = List.copyOf(secrets);
    }

    /** A receiver of JSON, which names no sender. */
    public WebhookDestination(URI url, List<WebhookSecret> secrets) {
        this(url, secrets, WebhookFormat.JSON, ANY_SENDER);
    }

    static WebhookDestination read(EndpointFields fields) {
        URI url = fields.webAddress("url");
        WebhookSecret current = WebhookSecret.parse(fields.secret("secret"));
        List<WebhookSecret> secrets = fields.optional("previousSecret")
                .map(previous -> List.of(current, WebhookSecret.parse(previous)))
                .orElseGet(() -> List.of(current));
        WebhookFormat format = WebhookFormat.valueOf(
                fields.oneOf("format", WebhookFormat.words()).toUpperCase(Locale.ROOT));
        return new WebhookDestination(url, secrets, format, sender(format, fields));
    }

    private static String sender(WebhookFormat format, EndpointFields fields) {
        if (format == WebhookFormat.JSON) {
            return ANY_SENDER;
        }
        String sender = format == WebhookFormat.CAP
                ? fields.text("sender")
                : fields.optional("sender").orElse(ANY_SENDER);
        if (!SENDER.matcher(sender).matches() || !isReference(sender)) {
            throw new IllegalArgumentException(
                    "Its 'sender' can't be used: expected what the receiver knows you by, such as"
                            + " amurwatch@example.org or https://example.org/amurwatch; without spaces, commas, quotes, '<', '>' and '&'.");
        }
        return sender;
    }

    private static boolean isReference(String sender) {
        try {
            return !new URI(sender).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
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
