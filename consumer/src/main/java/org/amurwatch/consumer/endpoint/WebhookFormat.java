package org.amurwatch.consumer.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** In what form a webhook's receiver wants its messages. */
public enum WebhookFormat {
    /** JSON of our own; see docs/channels.md. */
    JSON("application/json"),
    /** CloudEvents 1.0, structured mode in JSON: all of it is in the body, and so under the signature. */
    CLOUDEVENTS("application/cloudevents+json"),
    /** Common Alerting Protocol 1.2. Its media type is in common use, and not registered. */
    CAP("application/cap+xml");

    private final String mediaType;

    WebhookFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type of bodies; they are in UTF-8. */
    public String mediaType() {
        return mediaType;
    }

    static List<String> words() {
        return Arrays.stream(values())
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
