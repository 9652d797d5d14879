package org.amurwatch.consumer.channel.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import java.io.IOException;
import java.net.ConnectException;
import javax.net.ssl.SSLHandshakeException;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reason codes are those of the specification, MQTT 5, 2.4. */
class MqttMeaningTest {

    /** Unspecified, of the implementation, unavailable, busy, shutting down, taken over, quota, rate, another server. */
    @ParameterizedTest
    @ValueSource(ints = {128, 131, 136, 137, 139, 142, 145, 147, 150, 151, 152, 156, 159})
    void shouldTryAgainWhatMayPass(int code) {
        Answer answer = MqttMeaning.of(code);

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(answer.status()).isEqualTo(code);
        assertThat(answer.reason()).contains(Integer.toString(code));
    }

    /** Version, client identifier, log-in, rights, banned, method, topic, size, format, retain, QoS, moved. */
    @ParameterizedTest
    @ValueSource(ints = {132, 133, 134, 135, 138, 140, 144, 149, 153, 154, 155, 157})
    void shouldGiveUpWhatNoAttemptChanges(int code) {
        Answer answer = MqttMeaning.of(code);

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.FAILED);
        assertThat(answer.status()).isEqualTo(code);
        assertThat(answer.reason()).contains(Integer.toString(code));
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 130})
    void shouldSayThatItMayBeNoServerOfTheKind(int code) {
        assertThat(MqttMeaning.of(code).outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(MqttMeaning.of(code).reason()).contains("MQTT 5");
    }

    @Test
    void shouldSayWhatBrokeWithoutTheAddress() {
        Answer refused = MqttMeaning.of(new ConnectionFailedException(
                new ConnectException("Connection refused: broker.example.org/192.0.2.1")));
        Answer certificate = MqttMeaning.of(new ConnectionFailedException(
                new IOException("wrapped", new SSLHandshakeException("broker.example.org: no trust"))));
        Answer closed = MqttMeaning.of(new ConnectionClosedException("broker.example.org hung up"));

        assertThat(refused).isEqualTo(retry("The endpoint can't be reached, or refused the connection."));
        assertThat(certificate)
                .isEqualTo(retry("No trusted TLS connection could be made: check the endpoint's certificate."));
        assertThat(closed).isEqualTo(retry("The connection broke before the answer was whole."));
    }

    private static Answer retry(String reason) {
        return Answer.of(DeliveryOutcome.RETRY, reason);
    }
}
