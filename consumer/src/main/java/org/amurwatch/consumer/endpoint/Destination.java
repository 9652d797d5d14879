package org.amurwatch.consumer.endpoint;

/** Where an endpoint's channel sends to: one record per channel, with that channel's fields of the endpoints file. */
public sealed interface Destination
        permits BotDestination,
                CommandDestination,
                MailDestination,
                MqttDestination,
                NullDestination,
                SmsDestination,
                VoiceDestination,
                WebhookDestination {

    /** The channel, as {@code channel:} names it in the endpoints file. */
    String channel();

    /** Whether messages travel unencrypted over a network. */
    default boolean isPlainOverNetwork() {
        return false;
    }
}
