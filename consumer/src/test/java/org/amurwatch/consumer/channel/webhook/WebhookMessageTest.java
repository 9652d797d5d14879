package org.amurwatch.consumer.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.consumer.channel.text.MessageLinks;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Languages;
import org.junit.jupiter.api.Test;

class WebhookMessageTest {

    private static final MessageLinks LINKS = new MessageLinks("https://amur.example/", delivery -> Optional.empty());

    private final WebhookMessage message = new WebhookMessage(new AlertText(new Languages()), LINKS);

    @Test
    void shouldBeThin() throws IOException {
        byte[] body =
                message.body(Alerts.delivery("phone", 1, Alerts.alert("a-1").build()), Alerts.RECEIVED);

        JsonNode json = new ObjectMapper().readTree(body);
        assertThat(json.fieldNames()).toIterable().containsExactly("type", "timestamp", "data");
        assertThat(json.get("type").asText()).isEqualTo("patrol.alert");
        JsonNode told = json.get("data");
        assertThat(told.fieldNames())
                .toIterable()
                .containsExactly(
                        "alertId",
                        "message",
                        "over",
                        "purpose",
                        "severity",
                        "level",
                        "kind",
                        "incidentId",
                        "sequence",
                        "rule",
                        "evidenceCount",
                        "evidence",
                        "team",
                        "territory",
                        "observedAt",
                        "receivedAt",
                        "text",
                        "replyCode",
                        "link");
        assertThat(told.get("observedAt").asText()).isEqualTo("2026-01-17T06:15:00Z");
        assertThat(told.get("link").asText()).isEqualTo("https://amur.example/alerts/a-1");
        assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("43.1", "131.4", "250");
    }

    @Test
    void shouldTellOfItsIncidentAndNameNoSpecies() throws IOException {
        AlertDelivery delivery = Alerts.delivery(
                "phone",
                1,
                Alerts.alert("a-1")
                        .setIncidentId("khasan/4f")
                        .setLevel(PageLevel.DISPATCH)
                        .setSequence(3)
                        .setOver(true)
                        .setRule("followed-leopard")
                        .setEvidenceCount(4)
                        .setKinds(Map.of("GUNSHOT", 2, "Panthera pardus orientalis", 1, "SIGNAL_CROSSING", 1))
                        .build());

        byte[] body = message.body(delivery, Alerts.RECEIVED);

        JsonNode told = new ObjectMapper().readTree(body).get("data");
        assertThat(told.get("incidentId").asText()).isEqualTo("khasan/4f");
        assertThat(told.get("level").asText()).isEqualTo("DISPATCH");
        assertThat(told.get("sequence").asInt()).isEqualTo(3);
        assertThat(told.get("over").asBoolean()).isTrue();
        assertThat(told.get("rule").asText()).isEqualTo("followed-leopard");
        assertThat(told.get("evidenceCount").asInt()).isEqualTo(4);
        assertThat(told.get("evidence"))
                .isEqualTo(new ObjectMapper().readTree("{\"GUNSHOT\":2,\"SIGHTING\":1,\"SIGNAL_CROSSING\":1}"));
        assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("Panthera", "43.1", "131.4");
    }

    @Test
    void shouldHaveTheLinkOfItsRecipientWhereThereIsOne() throws IOException {
        WebhookMessage answerable = new WebhookMessage(
                new AlertText(new Languages()),
                new MessageLinks(
                        "https://amur.example/",
                        delivery -> Optional.of("https://amur.example/a/for-" + delivery.getEndpoint())));

        JsonNode told = new ObjectMapper()
                .readTree(answerable.body(Alerts.delivery("phone", 1), Alerts.RECEIVED))
                .get("data");

        assertThat(told.get("link").asText()).isEqualTo("https://amur.example/a/for-phone");
    }

    @Test
    void shouldMakeALinkOfAnyId() {
        assertThat(LINKS.page("камера 1/?#%/x"))
                .isEqualTo("https://amur.example/alerts/%D0%BA%D0%B0%D0%BC%D0%B5%D1%80%D0%B0%201/%3F%23%25/x");
    }

    @Test
    void shouldMakeAHeaderOfAnyIdTheSameEachTime() {
        AlertDelivery delivery = Alerts.delivery("phone", 1);
        assertThat(WebhookMessage.id(delivery)).isEqualTo(delivery.getDeliveryId());

        delivery.setDeliveryId("камера\r\nX: 1");
        assertThat(WebhookMessage.id(delivery)).isEqualTo("%D0%BA%D0%B0%D0%BC%D0%B5%D1%80%D0%B0%0D%0AX:%201");
    }
}
