package org.amurwatch.consumer.channel.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.exceptions.MqttDecodeException;
import com.hivemq.client.mqtt.exceptions.MqttEncodeException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.Mqtt5ReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckRestrictions;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import java.io.IOException;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.NetworkFailure;
import org.jspecify.annotations.Nullable;

/** What an MQTT server's answers mean for a delivery: its reason codes (MQTT 5, 2.4), the same in each kind of packet. */
final class MqttMeaning {

    private MqttMeaning() {}

    /** What a failure means: by the reason code that stands in it, or by what broke. */
    static Answer of(Throwable failure) {
        IOException broken = new IOException();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Mqtt5ReasonCode code = code(cause);
            if (code != null && code.isError()) {
                return of(code.getCode());
            }
            if (cause instanceof MqttEncodeException) {
                return Answer.of(DeliveryOutcome.FAILED, "The message is larger than the MQTT server takes.");
            }
            if (cause instanceof MqttDecodeException) {
                return notMqtt5();
            }
            if (cause instanceof IOException deeper) {
                broken = deeper;
            }
        }
        return Answer.of(DeliveryOutcome.RETRY, NetworkFailure.reason(broken));
    }

    private static @Nullable Mqtt5ReasonCode code(Throwable failure) {
        if (failure instanceof Mqtt5ConnAckException refused) {
            return refused.getMqttMessage().getReasonCode();
        }
        if (failure instanceof Mqtt5PubAckException refused) {
            return refused.getMqttMessage().getReasonCode();
        }
        if (failure instanceof Mqtt5DisconnectException ended) {
            return ended.getMqttMessage().getReasonCode();
        }
        return null;
    }

    /** What a reason code that is an error means. */
    static Answer of(int code) {
        return switch (code) {
            case 0x81, 0x82 -> notMqtt5();
            case 0x84 -> failed(code, "it speaks no MQTT 5.");
            case 0x85 -> failed(code, "it refuses the client identifier; 'clientId' sets another.");
            case 0x86, 0x87, 0x8A, 0x8C ->
                failed(code, "it refuses the log-in, or lets this user not write to the endpoint's topics.");
            case 0x90 -> failed(code, "it takes no such topic.");
            case 0x95, 0x99, 0x9A, 0x9B -> failed(code, "it refuses the message.");
            case 0x9D -> failed(code, "it has moved; set the endpoint's host to where.");
            default ->
                new Answer(
                        DeliveryOutcome.RETRY, code, "The MQTT server answered " + code + ": to be tried again.", null);
        };
    }

    private static Answer failed(int code, String why) {
        return new Answer(DeliveryOutcome.FAILED, code, "The MQTT server answered " + code + ": " + why, null);
    }

    private static Answer notMqtt5() {
        return Answer.of(
                DeliveryOutcome.RETRY, "The server did not speak as expected: is this the port of an MQTT 5 server?");
    }

    static boolean lacksWhatIsNeeded(Mqtt5ConnAckRestrictions restrictions) {
        return restrictions.getMaximumQos() == MqttQos.AT_MOST_ONCE || !restrictions.isRetainAvailable();
    }

    /** Whether somebody may get it. Servers need not say that nobody does. */
    static boolean isHeard(Mqtt5PublishResult result) {
        return !(result instanceof Mqtt5PublishResult.Mqtt5Qos1Result acknowledged)
                || acknowledged.getPubAck().getReasonCode() != Mqtt5PubAckReasonCode.NO_MATCHING_SUBSCRIBERS;
    }
}
