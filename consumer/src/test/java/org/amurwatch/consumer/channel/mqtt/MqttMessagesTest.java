package org.amurwatch.consumer.channel.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.endpoint.MqttDestination;
import org.junit.jupiter.api.Test;

class MqttMessagesTest {

    private static final MqttDestination SIREN = new MqttDestination(
            "broker.example.org", 8883, true, Optional.empty(), Optional.empty(), "sirens/north", "siren");

    private static List<Mqtt5Publish> published(PatrolAlert.Builder alert) {
        return new MqttMessages(Messages.webhook())
                .of(SIREN, Alerts.delivery("siren", 1, alert.build()), Alerts.RECEIVED);
    }

    private static PatrolAlert.Builder ofIncident() {
        return Alerts.alert("a-1").setIncidentId("khasan/4f").setSequence(3);
    }

    private static JsonNode json(Mqtt5Publish publish) throws IOException {
        return new ObjectMapper().readTree(publish.getPayloadAsBytes());
    }

    private static long kept(Mqtt5Publish publish) {
        return publish.getMessageExpiryInterval().orElseThrow();
    }

    @Test
    void shouldPublishTheStateAndThenTheMessageWithItsId() throws IOException {
        List<Mqtt5Publish> published = published(ofIncident());

        assertThat(published).hasSize(2).allMatch(one -> one.getQos() == MqttQos.AT_LEAST_ONCE);
        Mqtt5Publish state = published.get(0);
        assertThat(state.isRetain()).isTrue();
        assertThat(state.getTopic()).hasToString("sirens/north/territory/kedrovaya-pad/khasan%2F4f/north");
        assertThat(kept(state)).isEqualTo(MqttMessages.OPEN_KEPT.toSeconds());
        assertThat(json(state)).isEqualTo(new ObjectMapper().readTree("""
                {"state":"OPEN","timestamp":"2026-01-17T06:20:00Z","alertId":"a-1","purpose":"ACTUAL","severity":"SEVERE",
                 "level":"DISPATCH","kind":"GUNSHOT","incidentId":"khasan/4f","sequence":3,"team":"north",
                 "territory":"kedrovaya-pad","observedAt":"2026-01-17T06:15:00Z"}"""));
        Mqtt5Publish message = published.get(1);
        assertThat(message.isRetain()).isFalse();
        assertThat(message.getTopic()).hasToString("sirens/north/message");
        assertThat(kept(message)).isEqualTo(Duration.ofHours(2).toSeconds());
        JsonNode body = json(message);
        assertThat(body.fieldNames()).toIterable().containsExactly("id", "type", "timestamp", "data");
        assertThat(body.get("id").asText()).isEqualTo("alert-1|webhook|siren");
        assertThat(body.get("data").get("text").asText()).contains("Gunshot", "Kedrovaya Pad");
        assertThat(body.get("data").get("link").asText()).isEqualTo(Messages.LINK);
    }

    @Test
    void shouldCarryNoCoordinatesAndNoSpeciesAndNoLinkInWhatIsKept() throws IOException {
        List<Mqtt5Publish> published =
                published(ofIncident().setKinds(Map.of("Panthera pardus orientalis", 1, "GUNSHOT", 1)));

        assertThat(published)
                .extracting(one -> new String(one.getPayloadAsBytes(), StandardCharsets.UTF_8))
                .allSatisfy(body -> assertThat(body).doesNotContain("43.1", "131.4", "250", "Panthera"));
        assertThat(json(published.get(0)).toString()).doesNotContain("http", "text");
    }

    @Test
    void shouldSayThatAnIncidentIsOverWhateverTheEnd() throws IOException {
        for (AlertMessage end : List.of(AlertMessage.ALL_CLEAR, AlertMessage.CORRECTED, AlertMessage.UPDATED)) {
            Mqtt5Publish over =
                    published(ofIncident().setMessage(end).setOver(true)).get(0);
            assertThat(json(over).get("state").asText()).isEqualTo("OVER");
            assertThat(kept(over)).isEqualTo(MqttMessages.OVER_KEPT.toSeconds());
        }
        Mqtt5Publish less =
                published(ofIncident().setMessage(AlertMessage.CORRECTED)).get(0);
        assertThat(json(less).get("state").asText()).isEqualTo("OPEN");
    }

    @Test
    void shouldKeepNoStateOfWhatBelongsToNoIncidentButOfATest() throws IOException {
        assertThat(published(Alerts.alert("a-1"))).singleElement().matches(one -> !one.isRetain());

        List<Mqtt5Publish> test = published(Alerts.alert("a-1").setPurpose(Purpose.TEST));
        assertThat(test).hasSize(2);
        assertThat(test.get(0).getTopic()).hasToString("sirens/north/territory/kedrovaya-pad/a-1/north");
        assertThat(json(test.get(0)).get("state").asText()).isEqualTo("OVER");
        assertThat(json(test.get(0)).get("purpose").asText()).isEqualTo("TEST");
        assertThat(kept(test.get(0))).isEqualTo(60);
        assertThat(json(test.get(1)).get("data").get("text").asText()).startsWith("TEST");
    }

    @Test
    void shouldBeginAnExerciseWithItsMarkAndSayItInTheStateToo() throws IOException {
        List<Mqtt5Publish> exercise = published(ofIncident().setPurpose(Purpose.EXERCISE));

        assertThat(json(exercise.get(0)).get("purpose").asText()).isEqualTo("EXERCISE");
        assertThat(json(exercise.get(1)).get("data").get("text").asText()).startsWith("EXERCISE");
    }

    @Test
    void shouldLetNoIdAddALevelOrAWildcard() {
        assertThat(MqttTopics.level("a/b+c#d%e\0f\u0085")).isEqualTo("a%2Fb%2Bc%23d%25e%00f%C2%85");
        assertThat(MqttTopics.level("Кедровая падь")).isEqualTo("Кедровая падь");
    }
}
