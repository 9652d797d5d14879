package org.amurwatch.consumer.channel.mqtt;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.Channel;
import org.amurwatch.consumer.channel.EndpointAddresses;
import org.amurwatch.consumer.channel.NetworkFailure;
import org.amurwatch.consumer.channel.TimedCall;
import org.amurwatch.consumer.channel.webhook.WebhookMessage;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.MqttDestination;

/**
 * MQTT 5 with QoS 1: a message, and a retained state per incident. Version 5, because a server of an older one acknowledges
 * what it then throws away. Each attempt has a connection of its own: alerts are rare, and a kept one that has died in the
 * meantime costs an attempt.
 */
public final class MqttChannel implements Channel<MqttDestination> {

    private final MqttMessages messages;
    private final TimedCall calls;
    private final Duration connectTimeout;
    private final Clock clock;
    private final EndpointAddresses.Lookup lookup;

    public MqttChannel(WebhookMessage message, Duration connectTimeout, Duration deadline, Clock clock) {
        this(message, connectTimeout, deadline, clock, InetAddress::getAllByName);
    }

    /** @param lookup instead of the system's */
    MqttChannel(
            WebhookMessage message,
            Duration connectTimeout,
            Duration deadline,
            Clock clock,
            EndpointAddresses.Lookup lookup) {
        this.messages = new MqttMessages(message);
        this.calls = new TimedCall(deadline);
        this.connectTimeout = connectTimeout;
        this.clock = clock;
        this.lookup = lookup;
    }

    @Override
    public Answer attempt(Endpoint endpoint, MqttDestination destination, AlertDelivery delivery) {
        List<Mqtt5Publish> toSend = messages.of(destination, delivery, clock.instant());
        MqttConnection connection = new MqttConnection(
                destination,
                new EndpointAddresses(lookup, endpoint.privateNetwork()),
                connectTimeout,
                calls.deadline());
        return calls.answer(() -> connection.send(toSend), connection::cut, NetworkFailure::reason);
    }

    @Override
    public void close() {
        calls.close();
    }
}
