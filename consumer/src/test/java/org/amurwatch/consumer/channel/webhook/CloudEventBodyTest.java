package org.amurwatch.consumer.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.consumer.channel.text.MessageLinks;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Languages;
import org.junit.jupiter.api.Test;

class CloudEventBodyTest {

    private static final String SENDER = "https://amur.example/khasan";

    private final WebhookMessage message = new WebhookMessage(
            new AlertText(new Languages()), new MessageLinks("https://amur.example", delivery -> Optional.empty()));
    private final CloudEventBody body = new CloudEventBody(message);

    private static final AlertDelivery DELIVERY = Alerts.delivery(
            "phone",
            1,
            Alerts.alert("a-1")
                    .setIncidentId("khasan/4f")
                    .setKinds(Map.of("GUNSHOT", 2, "Panthera pardus orientalis", 1))
                    .build());

    @Test
    void shouldBeACloudEventThatTheSdkReads() throws IOException {
        byte[] written = body.of(DELIVERY, SENDER, Alerts.RECEIVED.plusSeconds(90));

        CloudEvent event = new JsonFormat().deserialize(written);
        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(event.getId()).isEqualTo("alert-1|webhook|phone");
        assertThat(event.getSource()).hasToString(SENDER);
        assertThat(event.getType()).isEqualTo("org.amurwatch.patrol-alert");
        assertThat(event.getSubject()).isEqualTo("khasan/4f");
        assertThat(event.getTime()).isEqualTo("2026-01-17T06:20:00Z");
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        JsonNode data = new ObjectMapper()
                .readTree(Objects.requireNonNull(event.getData()).toBytes());
        JsonNode json = new ObjectMapper().readTree(message.body(DELIVERY, Alerts.RECEIVED.plusSeconds(90)));
        assertThat(data).isEqualTo(json.get("data"));
        assertThat(data.get("text").asText()).contains("Gunshot");
    }

    @Test
    void shouldHaveTheDataAsJsonAndNotAsText() throws IOException {
        JsonNode written = new ObjectMapper().readTree(body.of(DELIVERY, SENDER, Alerts.RECEIVED));

        assertThat(written.get("specversion").asText()).isEqualTo("1.0");
        assertThat(written.get("data").isObject()).isTrue();
        assertThat(written.has("data_base64")).isFalse();
    }

    @Test
    void shouldCarryNoPlaceAndNoSpecies() {
        String written = new String(body.of(DELIVERY, SENDER, Alerts.RECEIVED), StandardCharsets.UTF_8);

        assertThat(written).doesNotContain("43.1", "131.4", "Panthera");
    }

    @Test
    void shouldKeepItsIdentityOnEachAttempt() {
        AlertDelivery again = AlertDelivery.newBuilder(DELIVERY).setAttempt(7).build();

        CloudEvent first = new JsonFormat().deserialize(body.of(DELIVERY, SENDER, Alerts.RECEIVED));
        CloudEvent later = new JsonFormat().deserialize(body.of(again, SENDER, Alerts.RECEIVED.plusSeconds(600)));

        assertThat(later.getId()).isEqualTo(first.getId());
        assertThat(later.getSource()).isEqualTo(first.getSource());
        assertThat(later.getTime()).isEqualTo(first.getTime());
    }

    @Test
    void shouldBeAboutTheAlertWhereThereIsNoIncident() {
        byte[] written = body.of(Alerts.delivery("phone", 1), SENDER, Alerts.RECEIVED);

        assertThat(new JsonFormat().deserialize(written).getSubject()).isEqualTo("alert-1");
    }
}
