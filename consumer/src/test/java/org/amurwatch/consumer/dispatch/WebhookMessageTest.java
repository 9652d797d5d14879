package org.amurwatch.consumer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Languages;
import org.junit.jupiter.api.Test;

class WebhookMessageTest {

    private final WebhookMessage message = new WebhookMessage(new AlertText(new Languages()), "https://amur.example/");

    @Test
    void shouldBeThin() throws IOException {
        byte[] body = message.body(Alerts.alert("a-1").build(), Alerts.RECEIVED);

        JsonNode json = new ObjectMapper().readTree(body);
        assertThat(json.fieldNames()).toIterable().containsExactly("type", "timestamp", "data");
        assertThat(json.get("type").asText()).isEqualTo("patrol.alert");
        JsonNode told = json.get("data");
        assertThat(told.fieldNames())
                .toIterable()
                .containsExactly(
                        "alertId",
                        "level",
                        "sequence",
                        "evidence",
                        "message",
                        "purpose",
                        "severity",
                        "kind",
                        "team",
                        "territory",
                        "observedAt",
                        "receivedAt",
                        "text",
                        "link");
        assertThat(told.get("observedAt").asText()).isEqualTo("2026-01-17T06:15:00Z");
        assertThat(told.get("link").asText()).isEqualTo("https://amur.example/alerts/a-1");
        assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("43.1", "131.4", "250");
    }

    @Test
    void shouldMakeALinkOfAnyId() {
        assertThat(message.link("камера 1/?#%/x"))
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
