package org.amurwatch.consumer.partner;

import java.time.Clock;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.partner.cloudevent.AmurWatchSender;
import org.amurwatch.consumer.partner.cloudevent.WebhookSender;
import org.amurwatch.consumer.partner.deliver.PartnerWorkers;
import org.amurwatch.consumer.partner.earthranger.EarthRangerSender;
import org.amurwatch.consumer.partner.file.AmurWatchTarget;
import org.amurwatch.consumer.partner.file.EarthRangerTarget;
import org.amurwatch.consumer.partner.file.FeedTarget;
import org.amurwatch.consumer.partner.file.GundiTarget;
import org.amurwatch.consumer.partner.file.MqttTarget;
import org.amurwatch.consumer.partner.file.Partner;
import org.amurwatch.consumer.partner.file.PartnerTarget;
import org.amurwatch.consumer.partner.file.SmartTarget;
import org.amurwatch.consumer.partner.file.WebhookTarget;
import org.amurwatch.consumer.partner.gundi.GundiSender;
import org.amurwatch.consumer.partner.mqtt.MqttSender;
import org.amurwatch.consumer.partner.send.PartnerHttp;
import org.amurwatch.consumer.partner.send.PartnerSender;
import org.amurwatch.consumer.partner.smart.SmartSender;

/** Makes the way out to a partner, by its kind. */
final class PartnerSenders implements PartnerWorkers.Senders, AutoCloseable {

    private final PartnersSettings settings;
    private final HttpCall http;
    private final Clock clock;

    PartnerSenders(PartnersSettings settings, Clock clock) {
        this.settings = settings;
        this.http = new HttpCall(settings.connectTimeout(), settings.deadline(), clock);
        this.clock = clock;
    }

    @Override
    public PartnerSender of(Partner partner) {
        PartnerHttp calls = new PartnerHttp(http, partner.privateNetwork());
        PartnerTarget target = partner.target();
        if (target instanceof EarthRangerTarget site) {
            return new EarthRangerSender(site, calls);
        }
        if (target instanceof GundiTarget connection) {
            return new GundiSender(connection, calls);
        }
        if (target instanceof SmartTarget area) {
            return new SmartSender(area, calls);
        }
        if (target instanceof AmurWatchTarget other) {
            return new AmurWatchSender(other, calls);
        }
        if (target instanceof WebhookTarget webhook) {
            return new WebhookSender(webhook, calls, clock);
        }
        if (target instanceof MqttTarget mqtt) {
            return new MqttSender(mqtt, partner.privateNetwork(), settings.connectTimeout(), settings.deadline());
        }
        throw new IllegalArgumentException("Nothing is sent to a partner of kind '" + FeedTarget.KIND + "'.");
    }

    @Override
    public void close() {
        http.close();
    }
}
