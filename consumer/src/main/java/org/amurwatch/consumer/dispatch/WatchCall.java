package org.amurwatch.consumer.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.canary.OutOfBand;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.amurwatch.consumer.wording.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the endpoint of whoever watches over the system, directly. */
final class WatchCall implements OutOfBand {

    private static final Logger LOG = LoggerFactory.getLogger(WatchCall.class);

    private final EndpointsFile endpoints;
    private final Optional<String> name;
    private final Words words;
    private final BiFunction<Endpoint, AlertDelivery, Answer> sender;
    private final Clock clock;

    /**
     * @param name of the endpoint; empty: nobody is called, which is no failure
     * @param sender makes one attempt
     */
    WatchCall(
            EndpointsFile endpoints,
            Optional<String> name,
            Words words,
            BiFunction<Endpoint, AlertDelivery, Answer> sender,
            Clock clock) {
        this.endpoints = endpoints;
        this.name = name;
        this.words = words;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public boolean shut(Duration age) {
        return say("watch.shut", age);
    }

    @Override
    public boolean openAgain(Duration lasted) {
        return say("watch.open", lasted);
    }

    private boolean say(String sentence, Duration span) {
        if (name.isEmpty()) {
            return true;
        }
        Optional<Endpoint> endpoint = endpoints.find(name.get());
        if (endpoint.isEmpty()) {
            LOG.error(
                    "Nobody is told: setting amurwatch.dispatch.watch-endpoint is '{}', and the endpoints file has none of"
                            + " that name.",
                    name.get());
            return false;
        }
        String text = words.sentence(sentence, Map.of("minutes", Long.toString(span.toMinutes())));
        Answer answer = sender.apply(
                endpoint.get(), Notice.of(endpoint.get(), Purpose.ACTUAL, words.language(), text, clock.instant()));
        boolean told = answer.outcome() == DeliveryOutcome.DELIVERED;
        if (!told) {
            LOG.error("The watch endpoint {} was not told: {}. {}", name.get(), answer.outcome(), answer.reason());
        }
        return told;
    }
}
