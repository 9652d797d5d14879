package org.amurwatch.producer.mqtt;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why a connection to an MQTT server is not made, or ended. */
final class MqttTrouble {

    private MqttTrouble() {}

    static String sentence(Throwable problem) {
        for (@Nullable Throwable cause = problem; cause != null; cause = cause.getCause()) {
            String known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return "The connection failed: " + problem.getClass().getSimpleName() + ".";
    }

    private static @Nullable String known(Throwable cause) {
        if (cause instanceof Mqtt5ConnAckException refused) {
            return refused(refused.getMqttMessage().getReasonCode());
        }
        if (cause instanceof Mqtt5DisconnectException ended) {
            return ended.getMqttMessage().getReasonCode() == Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER
                    ? "Another client came with the same id: give each its own, by amurwatch.mqtt.client-id."
                    : "The server hung up: " + ended.getMqttMessage().getReasonCode() + ".";
        }
        if (cause instanceof Mqtt5SubAckException refused) {
            return "the server answered " + refused.getMqttMessage().getReasonCodes()
                    + " to the topics in their order: may this user read them?";
        }
        if (cause instanceof SSLException) {
            return "TLS failed (" + cause.getMessage()
                    + "): is the port one with TLS, and the certificate trusted, see amurwatch.mqtt.ca-file?";
        }
        if (cause instanceof UnknownHostException) {
            return "The name of the server is not known.";
        }
        if (cause instanceof ConnectException) {
            return "Nothing answers there: does the server run?";
        }
        return cause instanceof ConnectionClosedException && cause.getCause() == null
                ? "The connection was lost."
                : null;
    }

    private static String refused(Mqtt5ConnAckReasonCode code) {
        return switch (code) {
            case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED, BANNED ->
                "The server refuses the user or the password (" + code
                        + "): see amurwatch.mqtt.user and amurwatch.mqtt.password-file.";
            case UNSUPPORTED_PROTOCOL_VERSION -> "The server speaks no MQTT 5, which is needed.";
            default -> "The server refuses the connection: " + code + ".";
        };
    }

    static boolean isBelowQos1(Mqtt5SubAckReasonCode code) {
        return List.of(Mqtt5SubAckReasonCode.GRANTED_QOS_0).contains(code);
    }
}
