package org.amurwatch.consumer.channel.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertDelivery;

/** The link of a message: to the page where its recipient answers, or to the one that shows the alert. */
public final class MessageLinks {

    private final String base;
    private final Function<AlertDelivery, Optional<String>> answerLink;

    /**
     * @param base where alert pages are, such as {@code https://amur.example.org}
     * @param answerLink the link for the recipient of a delivery; empty: it gets that of the page without buttons
     */
    public MessageLinks(String base, Function<AlertDelivery, Optional<String>> answerLink) {
        this.base = base.replaceAll("/+$", "");
        this.answerLink = answerLink;
    }

    /** The link for the recipient of a delivery. */
    public String of(AlertDelivery delivery) {
        return answerLink
                .apply(delivery)
                .orElseGet(() -> page(delivery.getAlert().getAlertId()));
    }

    /** The page without buttons. */
    public String page(String alertId) {
        String path = Arrays.stream(alertId.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return base + "/alerts/" + path;
    }
}
