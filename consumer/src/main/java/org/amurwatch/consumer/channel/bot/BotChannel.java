package org.amurwatch.consumer.channel.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.Channel;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.channel.StatusMeaning;
import org.amurwatch.consumer.channel.text.MessageKind;
import org.amurwatch.consumer.channel.text.MessageTexts;
import org.amurwatch.consumer.endpoint.BotDestination;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Messages by the bot interface of Telegram, which others have too: {@code POST /botTOKEN/sendMessage}. Links are not
 * previewed, or the messenger would open each.
 */
public final class BotChannel implements Channel<BotDestination> {

    /** Characters of a message, at most. */
    private static final int LONGEST = 4096;

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageTexts texts;
    private final HttpCall http;
    private final Clock clock;

    /** @param http is not closed by this channel */
    public BotChannel(MessageTexts texts, HttpCall http, Clock clock) {
        this.texts = texts;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Answer attempt(Endpoint endpoint, BotDestination destination, AlertDelivery delivery) {
        String text = texts.fitted(
                MessageKind.BOT, endpoint, delivery, clock.instant(), message -> message.length() <= LONGEST);
        HttpPost request = new HttpPost(
                URI.create(destination.baseUrl() + "/bot" + destination.token().reveal() + "/sendMessage"));
        request.setEntity(new ByteArrayEntity(body(destination, text), ContentType.APPLICATION_JSON));
        return http.send(request, endpoint.privateNetwork(), BotChannel::meaning);
    }

    private static byte[] body(BotDestination destination, String text) {
        try {
            return JSON.writeValueAsBytes(Map.of(
                    "chat_id", destination.chatId(),
                    "text", text,
                    "link_preview_options", Map.of("is_disabled", true)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map can't be written as JSON.", e);
        }
    }

    private static Answer meaning(int status, @Nullable String retryAfter, byte[] body, Instant now) {
        JsonNode answer = read(body);
        Answer byStatus = StatusMeaning.of(status, retryAfter, now);
        if (status >= 200 && status < 300) {
            return answer.path("ok").asBoolean()
                    ? byStatus
                    : new Answer(
                            DeliveryOutcome.RETRY,
                            status,
                            "The messenger answered " + status + ", and not that it took the message.",
                            null);
        }
        if (answer.path("parameters").path("migrate_to_chat_id").isIntegralNumber()) {
            return new Answer(
                    DeliveryOutcome.FAILED,
                    status,
                    "The group has become another chat: set the endpoint's 'chatId' to its new number.",
                    null);
        }
        if (status == 403) {
            return new Answer(
                    DeliveryOutcome.FAILED,
                    status,
                    "The messenger answered 403: the bot was blocked, or is not in the chat.",
                    null);
        }
        long seconds = answer.path("parameters").path("retry_after").asLong(-1);
        boolean asked = byStatus.outcome() == DeliveryOutcome.RETRY && seconds >= 0;
        return asked
                ? new Answer(
                        byStatus.outcome(),
                        status,
                        byStatus.reason(),
                        Math.min(seconds, LONGEST_WAIT.toSeconds()) * 1000)
                : byStatus;
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? JSON.missingNode() : read;
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
