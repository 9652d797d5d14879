package org.amurwatch.consumer.channel.sms;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.Channel;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.channel.StatusMeaning;
import org.amurwatch.consumer.channel.text.MessageKind;
import org.amurwatch.consumer.channel.text.MessageTexts;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.Secret;
import org.amurwatch.consumer.endpoint.SmsDestination;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Short messages by whatever gateway takes one HTTP request for one message; the request is the operator's template. */
public final class SmsChannel implements Channel<SmsDestination> {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(to|text|id|secret)}");

    private final MessageTexts texts;
    private final HttpCall http;
    private final Clock clock;

    /** @param http is not closed by this channel */
    public SmsChannel(MessageTexts texts, HttpCall http, Clock clock) {
        this.texts = texts;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Answer attempt(Endpoint endpoint, SmsDestination destination, AlertDelivery delivery) {
        String text = texts.fitted(
                MessageKind.SMS,
                endpoint,
                delivery,
                clock.instant(),
                message -> SmsLength.parts(message) <= destination.parts());
        return http.send(
                request(destination, delivery.getDeliveryId(), text),
                endpoint.privateNetwork(),
                (status, retryAfter, body, now) -> {
                    Answer answer = StatusMeaning.of(status, retryAfter, now);
                    boolean taken = destination
                            .accepted()
                            .map(expected -> new String(body, StandardCharsets.UTF_8).contains(expected))
                            .orElse(true);
                    return answer.outcome() == DeliveryOutcome.DELIVERED && !taken
                            ? new Answer(
                                    DeliveryOutcome.RETRY,
                                    status,
                                    "The gateway answered " + status + ", without what 'accepted' says.",
                                    null)
                            : answer;
                });
    }

    private static HttpUriRequestBase request(SmsDestination destination, String id, String text) {
        String secret = destination.secret().map(Secret::reveal).orElse("");
        Map<String, String> values = Map.of("to", destination.to(), "text", text, "id", id, "secret", secret);
        HttpUriRequestBase request = new HttpUriRequestBase(
                destination.method(), URI.create(fill(destination.url(), values, SmsChannel::percent)));
        destination
                .headers()
                .forEach((name, value) -> request.setHeader(name, fill(value, values, SmsChannel::header)));
        destination
                .user()
                .ifPresent(user -> request.setHeader(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8))));
        boolean json = destination.format() == SmsDestination.Format.JSON;
        destination.body().ifPresent(body -> {
            String filled = fill(body, values, json ? SmsChannel::json : SmsChannel::form);
            request.setEntity(new ByteArrayEntity(
                    filled.getBytes(StandardCharsets.UTF_8),
                    json ? ContentType.APPLICATION_JSON : ContentType.APPLICATION_FORM_URLENCODED));
        });
        return request;
    }

    private static String fill(String template, Map<String, String> values, UnaryOperator<String> escape) {
        Matcher placeholders = PLACEHOLDER.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (placeholders.find()) {
            placeholders.appendReplacement(
                    filled, Matcher.quoteReplacement(escape.apply(values.getOrDefault(placeholders.group(1), ""))));
        }
        return placeholders.appendTail(filled).toString();
    }

    private static String json(String value) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(value));
    }

    private static String form(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String percent(String value) {
        return form(value).replace("+", "%20");
    }

    /** An id may have letters that no header carries. */
    private static String header(String value) {
        return value.replaceAll("[^\\x20-\\x7e]", "_");
    }
}
