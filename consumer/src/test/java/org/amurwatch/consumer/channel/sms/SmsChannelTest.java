package org.amurwatch.consumer.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.channel.ReceiverServer;
import org.amurwatch.consumer.channel.text.Texts;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.amurwatch.consumer.endpoint.SmsDestination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmsChannelTest {

    private static final Clock NOW = Clock.fixed(Alerts.RECEIVED, ZoneOffset.UTC);
    private static final String JSON = """
            body: '{"to": "{to}", "text": "{text}", "ref": "{id}"}'
            headers: {Authorization: "Bearer {secret}"}
            secret: s3cret
            """;

    @TempDir
    private Path folder;

    private final HttpCall http = new HttpCall(Duration.ofSeconds(10), Duration.ofSeconds(10), NOW);
    private final SmsChannel channel = new SmsChannel(Texts.of(), http, NOW);
    private ReceiverServer gateway;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = new ReceiverServer();
    }

    @AfterEach
    void stopGateway() {
        gateway.close();
        http.close();
    }

    private Answer send(PatrolAlert.Builder alert, String fields) throws IOException {
        Path file = folder.resolve("endpoints.yaml");
        String entry = "name: phone\nchannel: sms\nto: \"+7 423 000-00-00\"\nprivateNetwork: true\n"
                + (fields.contains("url:") ? "" : "url: " + gateway.url() + "/send\n")
                + fields;
        Files.writeString(file, "endpoints:\n - " + entry.strip().replace("\n", "\n   ") + "\n");
        Endpoint endpoint = new EndpointsFile(file).find("phone").orElseThrow();
        AlertDelivery delivery = Alerts.delivery("phone", 1, alert.build());
        return channel.attempt(endpoint, (SmsDestination) endpoint.destination(), delivery);
    }

    @Test
    void shouldSendJsonThatNoTextCanBreak() throws IOException {
        Answer answer = send(Alerts.alert("a").setTerritoryName("\"},{\\ Кедровая \u0007"), JSON);

        assertThat(answer).isEqualTo(Answer.delivered(200));
        ReceiverServer.Request request = gateway.requests().get(0);
        assertThat(request.header("Authorization")).isEqualTo("Bearer s3cret");
        assertThat(request.header("Content-type")).startsWith("application/json");
        JsonNode body = new ObjectMapper().readTree(request.body());
        assertThat(body.path("to").asText()).isEqualTo("+7 423 000-00-00");
        assertThat(body.path("text").asText())
                .startsWith("Gunshot: \"},{\\ Кедровая,")
                .contains(Texts.LINK);
        assertThat(body.path("ref").asText()).isEqualTo("alert-1|webhook|phone");
        assertThat(request.body()).doesNotContain("43.1", "131.4");
    }

    @Test
    void shouldSendFormsAndAddressesThatNoTextCanBreak() throws IOException {
        String fields = "url: " + gateway.url() + "/send?to={to}&key={secret}\nformat: form\nuser: me\nsecret: a&b\n"
                + "body: 'text={text}&n=1'\n";

        assertThat(send(Alerts.alert("a").setTerritoryName("A&n=2"), fields).outcome())
                .isEqualTo(DeliveryOutcome.DELIVERED);

        ReceiverServer.Request request = gateway.requests().get(0);
        assertThat(request.path()).isEqualTo("/send?to=%2B7%20423%20000-00-00&key=a%26b");
        String text = request.body().substring("text=".length(), request.body().indexOf("&n=1"));
        assertThat(URLDecoder.decode(text, StandardCharsets.UTF_8)).startsWith("Gunshot: A&n=2, ");
        assertThat(request.header("Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString("me:a&b".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldSayWhatWhereAndWhenInAsFewPartsAsThereAre() throws IOException {
        String territory = "Национальный парк «Земля леопарда», северный участок у реки Нарва";
        for (int parts = 1; parts <= 4; parts++) {
            send(Alerts.alert("a").setLanguage("ru").setTerritoryName(territory), JSON + "parts: " + parts + "\n");

            String text = new ObjectMapper()
                    .readTree(gateway.requests().get(parts - 1).body())
                    .path("text")
                    .asText();
            assertThat(SmsLength.parts(text)).as(text).isLessThanOrEqualTo(parts);
            assertThat(text).startsWith("Выстрел").contains("Национальный", "17 января, 16:15 (UTC+10)");
            assertThat(text.contains(Texts.LINK)).as(text).isEqualTo(parts > 2);
        }
    }

    @Test
    void shouldTakeTheGatewaysWordForIt() throws IOException {
        gateway.answers(200, "{\"status\":\"ERROR\"}");
        assertThat(send(Alerts.alert("a"), JSON + "accepted: '\"status\":\"OK\"'\n")
                        .outcome())
                .isEqualTo(DeliveryOutcome.RETRY);
        gateway.answers(200, "{\"status\":\"OK\"}");
        assertThat(send(Alerts.alert("a"), JSON + "accepted: '\"status\":\"OK\"'\n")
                        .outcome())
                .isEqualTo(DeliveryOutcome.DELIVERED);
        gateway.answers(402, "no money");
        assertThat(send(Alerts.alert("a"), JSON).outcome()).isEqualTo(DeliveryOutcome.FAILED);
        gateway.answers(503, "");
        assertThat(send(Alerts.alert("a"), JSON).outcome()).isEqualTo(DeliveryOutcome.RETRY);
    }

    @Test
    void shouldCallNoPrivateAddressUnlessTold() throws IOException {
        SmsDestination destination = new SmsDestination(
                "+7000",
                "GET",
                gateway.url() + "/?text={text}",
                Map.of(),
                Optional.empty(),
                SmsDestination.Format.FORM,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);

        Answer answer = channel.attempt(
                new Endpoint("phone", destination, true, false, false), destination, Alerts.delivery("phone", 1));

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(answer.reason()).contains("privateNetwork");
        assertThat(gateway.requests()).isEmpty();
    }
}
