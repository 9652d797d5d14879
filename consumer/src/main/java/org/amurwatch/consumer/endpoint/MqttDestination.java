package org.amurwatch.consumer.endpoint;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A topic of an MQTT server, and what is below it.
 *
 * @param host of the server; its certificate must be for this name
 * @param port of the server
 * @param tls whether TLS begins with the connection; else nothing is encrypted
 * @param logIn with whom to log in; empty: nobody logs in
 * @param caFile certificates (PEM) that the server's is trusted by; empty: those that Java trusts
 * @param topic below which messages and states are published, of no other endpoint
 * @param clientId by which the server knows this endpoint: of two connections under one it keeps the later
 */
public record MqttDestination(
        String host, int port, boolean tls, Optional<LogIn> logIn, Optional<Path> caFile, String topic, String clientId)
        implements Destination {

    public static final String CHANNEL = "mqtt";

    private static final int TLS_PORT = 8883;
    private static final int PLAIN_PORT = 1883;
    /** Octets. The ids that are added stay far below the 65,535 that MQTT allows. */
    private static final int LONGEST_TOPIC = 1_000;

    private static final int LONGEST_CLIENT_ID = 200;

    static MqttDestination read(EndpointFields fields) {
        return read(fields, () -> "amurwatch-" + fields.text("name"));
    }

    /** @param ownClientId where the entry names none */
    public static MqttDestination read(EndpointFields fields, Supplier<String> ownClientId) {
        boolean tls = fields.oneOf("tls", List.of("implicit", "none")).equals("implicit");
        MqttDestination destination = new MqttDestination(
                fields.host("host"),
                fields.whole("port", tls ? TLS_PORT : PLAIN_PORT, 1, 65_535),
                tls,
                fields.logIn(),
                fields.optionalFile("caFile"),
                topic(fields.text("topic")),
                clientId(fields.optional("clientId").orElseGet(ownClientId)));
        if (!tls && destination.logIn().isPresent() && !fields.flag("privateNetwork")) {
            throw new IllegalArgumentException(
                    "It has 'tls: none' and a password: such go over a private network alone,"
                            + " with 'privateNetwork: true'.");
        }
        if (!tls && destination.caFile().isPresent()) {
            throw new IllegalArgumentException("It has 'tls: none' and a 'caFile', which is of use with TLS alone.");
        }
        return destination;
    }

    private static String topic(String topic) {
        boolean levels = Arrays.stream(topic.split("/", -1)).noneMatch(String::isBlank);
        if (!levels
                || topic.startsWith("$")
                || topic.chars().anyMatch(c -> c == '+' || c == '#' || Character.isISOControl(c))
                || octets(topic) > LONGEST_TOPIC) {
            throw new IllegalArgumentException("Its 'topic' can't be used: expected names with '/' between, such as"
                    + " sirens/north, without '+', '#' and control characters, with no '$' at the beginning, and no longer"
                    + " than " + LONGEST_TOPIC + " octets.");
        }
        return topic;
    }

    private static String clientId(String id) {
        if (id.chars().anyMatch(Character::isISOControl) || octets(id) > LONGEST_CLIENT_ID) {
            throw new IllegalArgumentException(
                    "Its 'clientId', which is amurwatch-NAME where it is left out, can't be used:"
                            + " expected no control characters, and no more than " + LONGEST_CLIENT_ID + " octets.");
        }
        return id;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What no other endpoint may have: the topic at its server. */
    public List<Object> place() {
        return List.of(host.toLowerCase(Locale.ROOT), port, topic);
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public boolean isPlainOverNetwork() {
        return !tls && !EndpointFields.isThisMachine(host);
    }

    @Override
    public String toString() {
        return CHANNEL;
    }
}
