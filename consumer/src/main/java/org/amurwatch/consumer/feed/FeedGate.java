package org.amurwatch.consumer.feed;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.amurwatch.consumer.answer.ClientAddress;
import org.amurwatch.consumer.answer.RequestLimit;
import org.amurwatch.consumer.http.Refusal;
import org.jspecify.annotations.Nullable;

/** Lets readers to the feeds that are theirs. What is not theirs looks to them as if it did not exist. */
final class FeedGate {

    /** Whoever reads an index of a thousand alerts for the first time fetches each of them. */
    private static final int MOST_REQUESTS = 600;

    private static final Duration REQUESTS_IN = Duration.ofMinutes(1);
    private static final int MOST_FAILED = 10;
    private static final Duration FAILED_FOR = Duration.ofMinutes(10);
    private static final int NOT_READY_SECONDS = 10;
    /** Longer than any token. */
    private static final int MOST_CREDENTIALS = 1_024;

    private final FeedStore store;
    private final FeedAccess access;
    private final BooleanSupplier ready;
    private final ClientAddress address;
    private final RequestLimit requests;
    private final RequestLimit failed;

    FeedGate(FeedStore store, FeedAccess access, BooleanSupplier ready, ClientAddress address, Clock clock) {
        this.store = store;
        this.access = access;
        this.ready = ready;
        this.address = address;
        this.requests = new RequestLimit(MOST_REQUESTS, REQUESTS_IN, clock);
        this.failed = new RequestLimit(MOST_FAILED, FAILED_FOR, clock);
    }

    /** The feed that is asked for. */
    Feed open(Context context) {
        String client = address.of(context);
        if (!requests.count(client)) {
            throw Refusal.later(429, "Too often", "Ask for feeds at most 600 times a minute.", 60);
        }
        if (!ready.getAsBoolean()) {
            throw Refusal.later(
                    503,
                    "Not ready",
                    "The feeds are being read again after a start: ask again soon.",
                    NOT_READY_SECONDS);
        }
        String id = context.pathParam("agreement");
        Feed feed = store.find(id).orElse(null);
        if ((feed == null || !feed.isPublic()) && !agreements(context, client).contains(id)) {
            throw notFound();
        }
        if (feed == null) {
            throw notFound();
        }
        if (feed.over()) {
            throw Refusal.of(410, "Gone", "This agreement is over, and its feed with it.");
        }
        return feed;
    }

    static Refusal notFound() {
        return Refusal.of(
                404,
                "Not found",
                "There is nothing here that you may see: /feeds/openapi.json says what feeds there are.");
    }

    private Set<String> agreements(Context context, String client) {
        String token = token(context.header("Authorization"));
        if (token != null && failed.isUsedUp(client)) {
            throw Refusal.later(429, "Too often", "Too many tokens were wrong: wait ten minutes.", 600);
        }
        Set<String> agreements = token == null ? Set.of() : access.agreements(token);
        if (agreements.isEmpty()) {
            if (token != null) {
                failed.count(client);
            }
            context.header("WWW-Authenticate", "Bearer realm=\"feeds\", Basic realm=\"feeds\", charset=\"UTF-8\"");
            throw Refusal.of(
                    401,
                    "Who are you?",
                    "Send the token of your agreement as 'Authorization: Bearer TOKEN', or as the password of HTTP Basic.");
        }
        return agreements;
    }

    /** The token of a bearer, or the password of HTTP Basic, which is what feed readers can send; null: there is none. */
    private static @Nullable String token(@Nullable String authorization) {
        if (authorization == null || authorization.length() > MOST_CREDENTIALS) {
            return null;
        }
        int space = authorization.indexOf(' ');
        String scheme = authorization.substring(0, Math.max(0, space)).toLowerCase(Locale.ROOT);
        String credentials = authorization.substring(space + 1).strip();
        return switch (scheme) {
            case "bearer" -> credentials;
            case "basic" -> password(credentials);
            default -> null;
        };
    }

    private static @Nullable String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
