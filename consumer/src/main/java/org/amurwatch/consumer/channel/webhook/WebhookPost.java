package org.amurwatch.consumer.channel.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.endpoint.WebhookDestination;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Posts one signed message. */
final class WebhookPost {

    private final HttpCall http;
    private final Clock clock;

    WebhookPost(HttpCall http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Posts {@code body} as the message {@code id}: signed, with the present time. */
    Answer post(WebhookDestination destination, boolean privateNetwork, String id, byte[] body) {
        long timestamp = Instant.now(clock).getEpochSecond();
        HttpPost request = new HttpPost(destination.url());
        request.setHeader(WebhookSignature.ID_HEADER, id);
        request.setHeader(WebhookSignature.TIMESTAMP_HEADER, Long.toString(timestamp));
        request.setHeader(
                WebhookSignature.SIGNATURE_HEADER, WebhookSignature.sign(destination.secrets(), id, timestamp, body));
        request.setEntity(new ByteArrayEntity(
                body, ContentType.create(destination.format().mediaType(), StandardCharsets.UTF_8)));
        return http.send(request, privateNetwork, HttpCall.Meaning.STATUS);
    }
}
