package org.amurwatch.consumer.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /replies/ENDPOINT}: what people wrote back, as a gateway of short messages or a bot brings it. What is to be
 * said to them is the answer's text; to a Telegram bot, the call that sends it.
 */
final class ReplyRoutes implements Consumer<RoutesConfig> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BAD_SECRETS = 10;
    private static final Duration BAD_SECRETS_FOR = Duration.ofMinutes(10);
    private static final int MOST_BYTES = 16_384;
    private static final String TELEGRAM_SECRET = "X-Telegram-Bot-Api-Secret-Token";
    private static final String SECRET = "X-Amurwatch-Reply-Secret";

    private final Function<String, Optional<ReplySource>> sources;
    private final Predicate<String> revoked;
    private final ReplyDesk desk;
    private final ClientAddress address;
    private final RequestLimit badSecrets;

    /**
     * @param sources the endpoints that may write back, by name, as they are set up now
     * @param revoked whether a recipient, by its endpoint's name, is revoked
     */
    ReplyRoutes(
            Function<String, Optional<ReplySource>> sources,
            Predicate<String> revoked,
            ReplyDesk desk,
            ClientAddress address,
            Clock clock) {
        this.sources = sources;
        this.revoked = revoked;
        this.desk = desk;
        this.address = address;
        this.badSecrets = new RequestLimit(BAD_SECRETS, BAD_SECRETS_FOR, clock);
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.post("/replies/{endpoint}", this::reply);
    }

    private void reply(Context context) {
        context.header("Cache-Control", "no-store").contentType("text/plain; charset=utf-8");
        String client = address.of(context);
        if (badSecrets.isUsedUp(client)) {
            context.status(429).header("Retry-After", "600").result("Too many wrong secrets: wait ten minutes.");
            return;
        }
        Optional<ReplySource> source = sources.apply(context.pathParam("endpoint"));
        String secret = secret(context);
        if (source.isEmpty() || secret == null || !source.get().knows(secret)) {
            badSecrets.count(client);
            context.status(401)
                    .result("No endpoint of this name takes replies with this secret: expected the one in its"
                            + " 'replySecretFile' in the header " + SECRET + " or " + TELEGRAM_SECRET + ".");
            return;
        }
        take(context, source.get());
    }

    private void take(Context context, ReplySource source) {
        byte[] body = context.contentLength() > MOST_BYTES ? new byte[0] : context.bodyAsBytes();
        if (body.length == 0 || body.length > MOST_BYTES) {
            context.status(413).result("A reply has 1 to " + MOST_BYTES + " bytes, and says how long it is.");
            return;
        }
        boolean json = String.valueOf(context.header("Content-Type")).contains("json");
        Function<String, @Nullable String> fields;
        try {
            fields = json ? json(body) : context::formParam;
        } catch (JsonProcessingException e) {
            context.status(400).result("The body is no JSON, though its Content-Type says so.");
            return;
        }
        String sender = fields.apply(source.senderField());
        String text = fields.apply(source.textField());
        if (sender == null || text == null) {
            // A bot is told of much that is no message; it would be brought again and again if it were refused.
            context.status(json ? 200 : 400)
                    .result("Nothing was taken: expected the fields '" + source.senderField() + "' and '"
                            + source.textField() + "'.");
            return;
        }
        if (!source.isFrom(sender) || revoked.test(source.endpoint())) {
            context.status(json ? 200 : 403).result("Nothing was taken: this sender may not answer for this endpoint.");
            return;
        }
        say(context, source, sender, desk.take(source.endpoint(), text));
    }

    private static void say(Context context, ReplySource source, String sender, ReplyDesk.Said said) {
        context.status(said.stored() ? 200 : 503);
        if (!source.senderField().equals(ReplySource.TELEGRAM_SENDER)) {
            context.result(said.sentence());
            return;
        }
        try {
            context.contentType("application/json")
                    .result(JSON.writeValueAsString(
                            Map.of("method", "sendMessage", "chat_id", sender, "text", said.sentence())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts can't be written as JSON.", e);
        }
    }

    private static @Nullable String secret(Context context) {
        String telegram = context.header(TELEGRAM_SECRET);
        return telegram == null ? context.header(SECRET) : telegram;
    }

    private static Function<String, @Nullable String> json(byte[] body) throws JsonProcessingException {
        JsonNode root = JSON.readTree(new String(body, StandardCharsets.UTF_8));
        return field -> {
            JsonNode node = root;
            for (String name : field.split("\\.", -1)) {
                node = node.path(name);
            }
            return node.isValueNode() && !node.isNull() ? node.asText() : null;
        };
    }
}
