package org.amurwatch.consumer.endpoint;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A chat, and the bot that writes into it.
 *
 * @param baseUrl where the bot interface is
 * @param token of the bot; part of each address that is called, and in no log
 * @param chatId the chat's number, or its public name with {@code @}
 */
public record BotDestination(URI baseUrl, Secret token, String chatId) implements Destination {

    public static final String CHANNEL = "bot";

    private static final String TELEGRAM = "https://api.telegram.org";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9:_-]+");
    private static final Pattern CHAT = Pattern.compile("-?[0-9]+|@[A-Za-z0-9_]+");

    static BotDestination read(EndpointFields fields) {
        URI base = EndpointFields.webAddress(
                "baseUrl", fields.optional("baseUrl").orElse(TELEGRAM).replaceAll("/+$", ""));
        String token = fields.secret("token");
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "Its token can't be used: expected digits, ':' and what the messenger gave, in one line.");
        }
        String chat = fields.text("chatId");
        if (!CHAT.matcher(chat).matches()) {
            throw new IllegalArgumentException(
                    "Its 'chatId' can't be used: expected a number, such as -1001234567890, or @name.");
        }
        return new BotDestination(base, Secret.of("token", token), chat);
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public boolean isPlainOverNetwork() {
        return EndpointFields.isPlainOverNetwork(baseUrl);
    }

    @Override
    public String toString() {
        return CHANNEL;
    }
}
