package org.amurwatch.consumer.dispatch;

import java.time.Clock;
import org.amurwatch.consumer.answer.ReplyCode;
import org.amurwatch.consumer.channel.Channels;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.channel.NullChannel;
import org.amurwatch.consumer.channel.bot.BotChannel;
import org.amurwatch.consumer.channel.command.CommandChannel;
import org.amurwatch.consumer.channel.mail.MailChannel;
import org.amurwatch.consumer.channel.mqtt.MqttChannel;
import org.amurwatch.consumer.channel.sms.SmsChannel;
import org.amurwatch.consumer.channel.text.MessageLinks;
import org.amurwatch.consumer.channel.text.MessageTexts;
import org.amurwatch.consumer.channel.text.Templates;
import org.amurwatch.consumer.channel.voice.VoiceChannel;
import org.amurwatch.consumer.channel.webhook.WebhookChannel;
import org.amurwatch.consumer.channel.webhook.WebhookMessage;
import org.amurwatch.consumer.endpoint.BotDestination;
import org.amurwatch.consumer.endpoint.CommandDestination;
import org.amurwatch.consumer.endpoint.MailDestination;
import org.amurwatch.consumer.endpoint.MqttDestination;
import org.amurwatch.consumer.endpoint.NullDestination;
import org.amurwatch.consumer.endpoint.SmsDestination;
import org.amurwatch.consumer.endpoint.VoiceDestination;
import org.amurwatch.consumer.endpoint.WebhookDestination;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Languages;

/** The channels that dispatch sends by, with what they share. */
final class DispatchChannels implements AutoCloseable {

    private final HttpCall http;
    private final Channels channels = new Channels();

    /**
     * @param replies whether replies are taken
     * @throws org.amurwatch.failure.CommandFailure if the operator's templates can't be used
     */
    DispatchChannels(DispatchSettings settings, Languages languages, MessageLinks links, boolean replies, Clock clock) {
        AlertText text = new AlertText(languages);
        MessageTexts texts = new MessageTexts(
                text, languages, new Templates(settings.templatesFolder()), links, ReplyCode::of, replies);
        this.http = new HttpCall(settings.connectTimeout(), settings.deadline(), clock);
        WebhookMessage message = new WebhookMessage(text, links);
        channels.with(WebhookDestination.class, new WebhookChannel(text, links, http, clock))
                .with(SmsDestination.class, new SmsChannel(texts, http, clock))
                .with(BotDestination.class, new BotChannel(texts, http, clock))
                .with(CommandDestination.class, new CommandChannel(texts, settings.deadline(), clock))
                .with(
                        MailDestination.class,
                        new MailChannel(texts, settings.connectTimeout(), settings.deadline(), clock))
                .with(
                        MqttDestination.class,
                        new MqttChannel(message, settings.connectTimeout(), settings.deadline(), clock))
                .with(VoiceDestination.class, new VoiceChannel(texts, clock))
                .with(NullDestination.class, new NullChannel());
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
