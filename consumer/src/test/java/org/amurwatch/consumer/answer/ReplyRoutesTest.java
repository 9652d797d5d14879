package org.amurwatch.consumer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.http.ConsumerHttp;
import org.amurwatch.consumer.http.LoopHealth;
import org.amurwatch.consumer.incident.Incidents;
import org.amurwatch.consumer.wording.Languages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplyRoutesTest {

    private static final Clock CLOCK = Clock.fixed(Incidents.TEN.plusSeconds(180), ZoneOffset.UTC);
    private static final String SECRET = "a-secret-of-the-gateway";
    private static final ReplySource SMS =
            new ReplySource("sms", List.of(SECRET, "the-one-before"), Set.of("+7 (924) 000-00-01"), "text", "from");
    private static final ReplySource BOT = new ReplySource(
            "bot", List.of(SECRET), Set.of("-100123"), ReplySource.TELEGRAM_TEXT, ReplySource.TELEGRAM_SENDER);

    private final AlertBook book = new AlertBook(10);
    private final Set<String> revoked = new HashSet<>();
    private final List<PatrolResponse> stored = new ArrayList<>();
    private boolean brokersAnswer = true;
    private ConsumerHttp http;

    @BeforeEach
    void start() {
        ReplyDesk desk = new ReplyDesk(
                book, new AnswerTaker(CLOCK), response -> brokersAnswer && stored.add(response), new Languages());
        ReplyRoutes routes = new ReplyRoutes(
                name -> Stream.of(SMS, BOT)
                        .filter(source -> source.endpoint().equals(name))
                        .findFirst(),
                revoked::contains,
                desk,
                new ClientAddress(false),
                CLOCK);
        http = ConsumerHttp.start(
                "127.0.0.1",
                0,
                () -> new LoopHealth(true, true, 4, Duration.ZERO, null, null),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                routes);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private void told(String alertId, String incident, AlertKind kind, IncidentState state) {
        PatrolAlert alert = Alerts.alert(alertId)
                .setIncidentId("khasan/" + incident)
                .setSectorId("khasan")
                .setKind(kind)
                .setEndpoints(List.of("sms", "bot"))
                .build();
        book.add(alert);
        book.add(Incidents.shot(incident).setState(state).build());
    }

    private HttpResponse<String> sms(String from, String text) throws IOException, InterruptedException {
        return send(
                "sms",
                "application/x-www-form-urlencoded",
                "from=" + URLEncoder.encode(from, StandardCharsets.UTF_8) + "&text="
                        + URLEncoder.encode(text, StandardCharsets.UTF_8),
                "X-Amurwatch-Reply-Secret",
                SECRET);
    }

    private HttpResponse<String> sms(String text) throws IOException, InterruptedException {
        return sms("79240000001", text);
    }

    private HttpResponse<String> send(String endpoint, String type, String body, String... headers)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + "/replies/" + endpoint))
                                .header("Content-Type", type)
                                .headers(headers)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldTakeADigitForTheLastMessageThatIsStillOpen() throws Exception {
        told("a-1", "a", AlertKind.SNARE, IncidentState.OPEN);
        told("a-2", "b", AlertKind.GUNSHOT, IncidentState.OPEN);
        told("a-3", "c", AlertKind.FIRE, IncidentState.RESOLVED);

        HttpResponse<String> answer = sms("1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Noted", "On the way", "Gunshot (" + ReplyCode.of("khasan/b") + ")");
        assertThat(stored).hasSize(1);
        assertThat(stored.get(0).getIncidentId()).isEqualTo("khasan/b");
        assertThat(stored.get(0).getTeamId()).isEqualTo("north");
        assertThat(stored.get(0).getBy()).isEqualTo("sms");
    }

    @Test
    void shouldTakeTheCodeForWhichIncidentAndAskForItBeforeItClosesOneOfSeveral() throws Exception {
        told("a-1", "a", AlertKind.SNARE, IncidentState.OPEN);
        told("a-2", "b", AlertKind.GUNSHOT, IncidentState.OPEN);

        assertThat(sms("3").body())
                .contains("Several are open", ReplyCode.of("khasan/a"), ReplyCode.of("khasan/b"), "Snare");
        assertThat(stored).isEmpty();

        assertThat(sms("3 " + ReplyCode.of("khasan/a")).body()).contains("Noted");
        assertThat(stored.get(0).getIncidentId()).isEqualTo("khasan/a");
        assertThat(stored.get(0).getOutcome()).isEqualTo(Outcome.DETECTOR_ERROR);

        assertThat(sms("1 XXXX").body()).contains("nothing with this code");
        assertThat(stored).hasSize(1);
    }

    @Test
    void shouldSayWhatCanBeAnsweredInTheLanguageOfTheTeam() throws Exception {
        book.add(Alerts.alert("a-1")
                .setIncidentId("khasan/a")
                .setLanguage("ru")
                .setEndpoints(List.of("sms"))
                .build());

        HttpResponse<String> answer = sms("куда ехать?");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Не понято", "1: выезжаем");
        assertThat(stored).isEmpty();
    }

    @Test
    void shouldSayThatNothingIsOpenOrThatItIsOver() throws Exception {
        assertThat(sms("1").body()).contains("Nothing is open");
        told("a-1", "a", AlertKind.SNARE, IncidentState.EXPLAINED);
        assertThat(sms("1 " + ReplyCode.of("khasan/a")).body()).contains("is over");
        assertThat(stored).isEmpty();
    }

    @Test
    void shouldTakeAReplyOfABotAndAnswerByACall() throws Exception {
        told("a-1", "a", AlertKind.SNARE, IncidentState.OPEN);
        String update = "{\"update_id\":7,\"message\":{\"chat\":{\"id\":-100123},\"text\":\"2\"}}";

        HttpResponse<String> answer =
                send("bot", "application/json", update, "X-Telegram-Bot-Api-Secret-Token", SECRET);

        JsonNode call = new ObjectMapper().readTree(answer.body());
        assertThat(call.get("method").asText()).isEqualTo("sendMessage");
        assertThat(call.get("chat_id").asText()).isEqualTo("-100123");
        assertThat(call.get("text").asText()).contains("Not us");
        assertThat(stored.get(0).getKind()).isEqualTo(ResponseKind.NOT_US);
        assertThat(send(
                                "bot",
                                "application/json",
                                "{\"update_id\":8,\"edited\":{}}",
                                "X-Telegram-Bot-Api-Secret-Token",
                                SECRET)
                        .statusCode())
                .as("what is no message is not brought again")
                .isEqualTo(200);
    }

    @Test
    void shouldTakeNothingFromStrangersOrOfARevokedRecipient() throws Exception {
        told("a-1", "a", AlertKind.SNARE, IncidentState.OPEN);

        assertThat(sms("+79249999999", "1").statusCode()).isEqualTo(403);
        revoked.add("sms");
        assertThat(sms("1").statusCode()).isEqualTo(403);
        assertThat(stored).isEmpty();
    }

    @Test
    void shouldAskForTheSecretAndHearNoMoreOfWhoeverGuessesIt() throws Exception {
        told("a-1", "a", AlertKind.SNARE, IncidentState.OPEN);
        String form = "from=79240000001&text=1";

        assertThat(send("sms", "application/x-www-form-urlencoded", form, "X-Amurwatch-Reply-Secret", "the-one-before")
                        .statusCode())
                .as("while it rotates")
                .isEqualTo(200);
        stored.clear();
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> refused =
                    send("sms", "application/x-www-form-urlencoded", form, "X-Amurwatch-Reply-Secret", "guess" + i);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).doesNotContain(SECRET);
        }
        assertThat(sms("1").statusCode()).isEqualTo(429);
        assertThat(stored).isEmpty();
    }

    @Test
    void shouldLetTheGatewayBringItAgainWhereTheBrokersDoNotAnswer() throws Exception {
        told("a-1", "a", AlertKind.SNARE, IncidentState.OPEN);
        brokersAnswer = false;

        assertThat(sms("1").statusCode()).isEqualTo(503);
        assertThat(sms("1").body()).contains("NOT NOTED");
    }
}
