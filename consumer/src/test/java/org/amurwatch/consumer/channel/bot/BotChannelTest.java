package org.amurwatch.consumer.channel.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.channel.ReceiverServer;
import org.amurwatch.consumer.channel.text.Texts;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.endpoint.BotDestination;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BotChannelTest {

    private static final Clock NOW = Clock.fixed(Alerts.RECEIVED, ZoneOffset.UTC);
    private static final String TOKEN = "12345:AbC-def_9";

    @TempDir
    private Path folder;

    private final HttpCall http = new HttpCall(Duration.ofSeconds(10), Duration.ofSeconds(10), NOW);
    private ReceiverServer messenger;

    @BeforeEach
    void start() throws IOException {
        messenger = new ReceiverServer();
    }

    @AfterEach
    void stop() {
        messenger.close();
        http.close();
    }

    private Answer send() throws IOException {
        Path file = folder.resolve("endpoints.yaml");
        Files.writeString(folder.resolve("bot.token"), TOKEN + "\n");
        Files.writeString(
                file,
                "endpoints:\n - {name: chat, channel: bot, baseUrl: '" + messenger.url()
                        + "/', tokenFile: bot.token, chatId: -100123, privateNetwork: true}\n");
        Endpoint endpoint = new EndpointsFile(file).find("chat").orElseThrow();
        assertThat(endpoint + " " + endpoint.destination()).doesNotContain(TOKEN);
        return new BotChannel(Texts.of(), http, NOW)
                .attempt(endpoint, (BotDestination) endpoint.destination(), Alerts.delivery("chat", 1));
    }

    @Test
    void shouldWriteIntoTheChatWithoutAPreview() throws IOException {
        messenger.answers(200, "{\"ok\":true,\"result\":{\"message_id\":7}}");

        assertThat(send()).isEqualTo(Answer.delivered(200));

        ReceiverServer.Request request = messenger.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/bot" + TOKEN + "/sendMessage");
        JsonNode body = new ObjectMapper().readTree(request.body());
        assertThat(body.path("chat_id").asText()).isEqualTo("-100123");
        assertThat(body.path("text").asText())
                .startsWith("Gunshot: Kedrovaya Pad, 17 January, 16:15 (UTC+10)")
                .contains(Texts.LINK)
                .doesNotContain("43.1", "131.4");
        assertThat(body.path("link_preview_options").path("is_disabled").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "429; {\"ok\":false,\"parameters\":{\"retry_after\":17}}; RETRY; 17000",
                "429; {\"ok\":false,\"parameters\":{\"retry_after\":99999999}}; RETRY; 86400000",
                "429; not JSON; RETRY;",
                "502; ; RETRY;",
                "200; {\"ok\":false}; RETRY;",
                "200; <html>; RETRY;",
                "403; {\"ok\":false,\"description\":\"Forbidden: bot was blocked by the user\"}; FAILED;",
                "400; {\"ok\":false,\"parameters\":{\"migrate_to_chat_id\":-100999}}; FAILED;",
                "401; {\"ok\":false}; FAILED;"
            })
    void shouldTakeAnswersAsTheyAreMeant(int status, String body, DeliveryOutcome outcome, Long wait)
            throws IOException {
        messenger.answers(status, body == null ? "" : body);

        Answer answer = send();

        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.retryAfterMillis()).isEqualTo(wait);
        assertThat(answer.reason()).isNotBlank().doesNotContain(TOKEN, "12345", "-100");
    }

    @Test
    void shouldShowNoTokenWhereNobodyListens() throws IOException {
        messenger.close();

        Answer answer = send();

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(answer.reason()).contains("can't be reached").doesNotContain(TOKEN);
    }
}
