package org.amurwatch.consumer.partner.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.EndpointAddresses;
import org.amurwatch.consumer.channel.NetworkFailure;
import org.amurwatch.consumer.channel.TimedCall;
import org.amurwatch.consumer.channel.mqtt.MqttConnection;
import org.amurwatch.consumer.partner.cloudevent.PartnerCloudEvent;
import org.amurwatch.consumer.partner.file.MqttTarget;
import org.amurwatch.consumer.partner.send.Attempt;
import org.amurwatch.consumer.partner.send.Outgoing;
import org.amurwatch.consumer.partner.send.PartnerHttp;
import org.amurwatch.consumer.partner.send.PartnerSender;
import org.amurwatch.consumer.partner.send.Settlement;
import org.amurwatch.consumer.partner.send.Trouble;

/**
 * Retained messages of MQTT 5 with QoS 1, one topic for each event: who connects later finds the last statement about each, and
 * a repeat takes its own place. What was taken back stays as such until the server forgets it.
 */
public final class MqttSender implements PartnerSender {

    /** How long the server keeps a message that no later one takes the place of. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final int MOST = 50;

    private final MqttTarget target;
    private final TimedCall calls;
    private final Duration connectTimeout;
    private final EndpointAddresses addresses;

    /** @param privateNetwork whether the server may be on this machine or in a private network */
    public MqttSender(MqttTarget target, boolean privateNetwork, Duration connectTimeout, Duration deadline) {
        this.target = target;
        this.calls = new TimedCall(deadline);
        this.connectTimeout = connectTimeout;
        this.addresses = new EndpointAddresses(InetAddress::getAllByName, privateNetwork);
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Attempt send(List<Outgoing> events) {
        List<Mqtt5Publish> messages =
                events.stream().map(outgoing -> message(outgoing.event())).toList();
        MqttConnection connection =
                new MqttConnection(target.destination(), addresses, connectTimeout, calls.deadline());
        Answer answer = calls.answer(() -> connection.send(messages, false), connection::cut, NetworkFailure::reason);
        return switch (answer.outcome()) {
            case DELIVERED ->
                Attempt.settled(
                        events.stream().map(taken -> Settlement.delivered(null)).toList());
            // Of a refusal that is for good the server does not say whether this message or all are meant.
            case FAILED, GONE -> Attempt.failed(Trouble.forOperator(String.valueOf(answer.reason())));
            default -> Attempt.failed(Trouble.passing(String.valueOf(answer.reason())));
        };
    }

    private Mqtt5Publish message(ReleasedEvent event) {
        return Mqtt5Publish.builder()
                .topic(target.destination().topic() + "/event/" + event.getId())
                .payload(PartnerHttp.bytes(PartnerCloudEvent.withOrWithoutPlace(event, target.source())))
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .messageExpiryInterval(KEPT.toSeconds())
                .payloadFormatIndicator(Mqtt5PayloadFormatIndicator.UTF_8)
                .contentType("application/cloudevents+json")
                .build();
    }

    @Override
    public void close() {
        calls.close();
    }
}
