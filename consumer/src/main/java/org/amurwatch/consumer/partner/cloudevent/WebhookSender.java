package org.amurwatch.consumer.partner.cloudevent;

import java.time.Clock;
import java.util.List;
import org.amurwatch.consumer.channel.webhook.WebhookSignature;
import org.amurwatch.consumer.partner.file.WebhookTarget;
import org.amurwatch.consumer.partner.send.Attempt;
import org.amurwatch.consumer.partner.send.Outgoing;
import org.amurwatch.consumer.partner.send.PartnerHttp;
import org.amurwatch.consumer.partner.send.PartnerSender;
import org.amurwatch.consumer.partner.send.Reply;
import org.amurwatch.consumer.partner.send.Settlement;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Batches of CloudEvents by a Standard Webhook. The message's id is made from what is in the batch, and stays on each attempt;
 * the timestamp is that of the attempt.
 */
public final class WebhookSender implements PartnerSender {

    private static final int MOST = 100;

    private final WebhookTarget target;
    private final PartnerHttp http;
    private final Clock clock;

    public WebhookSender(WebhookTarget target, PartnerHttp http, Clock clock) {
        this.target = target;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Attempt send(List<Outgoing> events) {
        byte[] body = PartnerHttp.bytes(EventBatch.of(events.stream()
                .map(outgoing -> PartnerCloudEvent.withOrWithoutPlace(outgoing.event(), target.source()))
                .toList()));
        String id = EventBatch.id(events);
        long timestamp = clock.instant().getEpochSecond();
        HttpPost request = new HttpPost(target.url());
        request.setHeader(WebhookSignature.ID_HEADER, id);
        request.setHeader(WebhookSignature.TIMESTAMP_HEADER, Long.toString(timestamp));
        request.setHeader(
                WebhookSignature.SIGNATURE_HEADER, WebhookSignature.sign(target.secrets(), id, timestamp, body));
        request.setEntity(new ByteArrayEntity(body, EventBatch.TYPE));
        Reply reply = http.send(request);
        return switch (reply.meaning()) {
            case TAKEN ->
                Attempt.settled(
                        events.stream().map(taken -> Settlement.delivered(null)).toList());
            case BAD_ITEM ->
                events.size() == 1
                        ? Attempt.settled(
                                Settlement.refused("The receiver refuses the event (" + reply.status() + ")."))
                        : Attempt.againOneByOne();
            default -> Attempt.failed(reply.trouble());
        };
    }
}
