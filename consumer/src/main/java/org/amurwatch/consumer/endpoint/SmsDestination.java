package org.amurwatch.consumer.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One telephone, and the gateway that brings it short messages. The url, the values of headers and the body may have
 * {@code {to}}, {@code {text}}, {@code {id}} and {@code {secret}}.
 *
 * @param to its number, as the gateway wants it
 * @param method POST, GET or PUT
 * @param url address of the gateway
 * @param body what is sent; empty: nothing is
 * @param format how what is put into the body is escaped, and what its content type is
 * @param user with whom the secret makes a password of HTTP; empty: there is none
 * @param secret the gateway's password or token; empty: there is none
 * @param accepted what the gateway's answer must contain to count as taken; empty: its status says so alone
 * @param parts in how many parts a text may be sent, 1 to 10
 */
public record SmsDestination(
        String to,
        String method,
        String url,
        Map<String, String> headers,
        Optional<String> body,
        Format format,
        Optional<String> user,
        Optional<Secret> secret,
        Optional<String> accepted,
        int parts)
        implements Destination {

    public static final String CHANNEL = "sms";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(to|text|id|secret)}");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ()-]{2,20}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+");
    private static final int PARTS = 3;

    /** How values are escaped in a body. */
    public enum Format {
        JSON,
        FORM
    }

    public SmsDestination {
        headers = Map.copyOf(headers);
    }

    static SmsDestination read(EndpointFields fields) {
        String to = fields.texts("to").get(0);
        if (!NUMBER.matcher(to).matches() || fields.texts("to").size() > 1) {
            throw new IllegalArgumentException(
                    "Its 'to' is no telephone number: expected one, such as \"+7 423 000 00 00\"; each telephone is an"
                            + " endpoint of its own.");
        }
        String url = fields.text("url");
        EndpointFields.webAddress("url", PLACEHOLDER.matcher(url).replaceAll("x"));
        Map<String, String> headers = fields.textsByName("headers");
        headers.forEach((name, value) -> {
            if (!HEADER.matcher(name).matches() || value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "Its 'headers' can't be used: a name has letters, digits and '-', and"
                                + " a value no control characters.");
            }
        });
        SmsDestination destination = new SmsDestination(
                to,
                fields.oneOf("method", List.of("post", "get", "put")).toUpperCase(Locale.ROOT),
                url,
                headers,
                fields.optional("body"),
                Format.valueOf(fields.oneOf("format", List.of("json", "form")).toUpperCase(Locale.ROOT)),
                fields.optional("user"),
                fields.optionalSecret("secret").map(secret -> Secret.of("secret", secret)),
                fields.optional("accepted"),
                fields.whole("parts", PARTS, 1, 10));
        destination.check();
        return destination;
    }

    private void check() {
        if (!(url + body.orElse("")).contains("{text}")) {
            throw new IllegalArgumentException(
                    "It says the text nowhere: '{text}' stands neither in 'url' nor in 'body'.");
        }
        String all = url + body.orElse("") + headers.values();
        if (all.contains("{secret}") && secret.isEmpty() || user.isPresent() && secret.isEmpty()) {
            throw new IllegalArgumentException("It needs one of 'secret' and 'secretFile'.");
        }
        if (headers.values().stream().anyMatch(value -> value.contains("{text}"))) {
            throw new IllegalArgumentException("Its 'headers' may not hold '{text}'.");
        }
        int host = url.indexOf('/', url.indexOf("://") + 3);
        Matcher first = PLACEHOLDER.matcher(url);
        if (first.find() && (host < 0 || first.start() < host)) {
            throw new IllegalArgumentException("Its 'url' may have placeholders after the host alone.");
        }
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public boolean isPlainOverNetwork() {
        return EndpointFields.isPlainOverNetwork(
                EndpointFields.webAddress("url", PLACEHOLDER.matcher(url).replaceAll("x")));
    }

    @Override
    public String toString() {
        return CHANNEL;
    }
}
