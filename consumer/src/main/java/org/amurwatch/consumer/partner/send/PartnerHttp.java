package org.amurwatch.consumer.partner.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.channel.HttpReply;
import org.amurwatch.consumer.channel.StatusMeaning;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/** Requests to one partner, by the client that checks addresses, follows no redirect and ends in time. */
public final class PartnerHttp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ContentType JSON_TYPE = ContentType.APPLICATION_JSON;

    private final HttpCall http;
    private final boolean privateNetwork;

    /** @param privateNetwork whether addresses of this machine and of private networks may be called */
    public PartnerHttp(HttpCall http, boolean privateNetwork) {
        this.http = http;
        this.privateNetwork = privateNetwork;
    }

    /** Adds a path to a base address. */
    public static URI at(URI base, String path) {
        return URI.create(base + path);
    }

    /** The bytes of a tree. */
    public static byte[] bytes(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can't be written as JSON.", e);
        }
    }

    /** Sends JSON with a header that says who we are. */
    public Reply json(String method, URI address, String header, String value, JsonNode body) {
        HttpUriRequestBase request = new HttpUriRequestBase(method, address);
        request.setHeader(header, value);
        request.setHeader("Accept", JSON_TYPE.getMimeType());
        request.setEntity(
                new ByteArrayEntity(bytes(body), ContentType.create("application/json", StandardCharsets.UTF_8)));
        return send(request);
    }

    /** Asks with a header that says who we are. */
    public Reply get(URI address, String header, String value) {
        HttpGet request = new HttpGet(address);
        request.setHeader(header, value);
        request.setHeader("Accept", JSON_TYPE.getMimeType());
        return send(request);
    }

    /** Sends a request, and tells what came of it. */
    public Reply send(HttpUriRequestBase request) {
        request.setHeader("User-Agent", "amurwatch-partners");
        AtomicReference<@Nullable HttpReply> whole = new AtomicReference<>();
        Answer answer = http.send(request, privateNetwork, (HttpCall.ReplyMeaning) (reply, now) -> {
            whole.set(reply);
            return StatusMeaning.of(reply.status(), reply.retryAfter(), now);
        });
        Optional<Duration> wait = Optional.ofNullable(answer.retryAfterMillis()).map(Duration::ofMillis);
        HttpReply reply = whole.get();
        if (reply == null || answer.status() == null) {
            return new Reply(null, String.valueOf(answer.reason()), wait);
        }
        return new Reply(reply, sentence(reply.status()), wait);
    }

    private static String sentence(int status) {
        return switch (status) {
            case 401, 403 -> "The partner answered " + status + ": it does not know the key, or lets it not do this.";
            case 404, 405 -> "The partner answered " + status + ": nothing takes events at this address.";
            case 410 -> "The partner answered 410: it asks never to be called again.";
            default -> {
                if (status >= 300 && status < 400) {
                    yield "The partner answered " + status
                            + ": redirects are not followed; set its 'url' to where it moved.";
                }
                yield "The partner answered " + status + ".";
            }
        };
    }
}
