package org.amurwatch.consumer.endpoint;

/** A team on VHF or satellite telephone: the duty officer reads the message out, and says so. */
public record VoiceDestination() implements Destination {

    public static final String CHANNEL = "voice";

    @Override
    public String channel() {
        return CHANNEL;
    }
}
