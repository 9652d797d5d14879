package org.amurwatch.consumer.channel.voice;

import java.time.Clock;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.Channel;
import org.amurwatch.consumer.channel.text.MessageKind;
import org.amurwatch.consumer.channel.text.MessageTexts;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.VoiceDestination;

/**
 * Calls nobody: the message stands on the duty officer's list until a person says whom it was told to. What is to be read
 * out is the reason of the receipt; it takes less than 20 seconds.
 */
public final class VoiceChannel implements Channel<VoiceDestination> {

    /** At 2.3 words a second, as one speaks over a bad radio. */
    static final int MOST_WORDS = 45;

    /** Of scripts that put no spaces between words, at 4 a second. */
    static final int MOST_IDEOGRAPHS = 80;

    private final MessageTexts texts;
    private final Clock clock;

    public VoiceChannel(MessageTexts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public Answer attempt(Endpoint endpoint, VoiceDestination destination, AlertDelivery delivery) {
        return Answer.of(
                DeliveryOutcome.LISTED,
                texts.fitted(MessageKind.VOICE, endpoint, delivery, clock.instant(), VoiceChannel::isSpokenInTime));
    }

    static boolean isSpokenInTime(String text) {
        double words = 0;
        for (String word : text.strip().split("\\s+")) {
            long ideographs = word.codePoints().filter(Character::isIdeographic).count();
            words += Math.max(1, ideographs * (double) MOST_WORDS / MOST_IDEOGRAPHS);
        }
        return words <= MOST_WORDS;
    }
}
