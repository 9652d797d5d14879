package org.amurwatch.consumer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.http.ConsumerHttp;
import org.amurwatch.consumer.http.LoopHealth;
import org.amurwatch.consumer.incident.Incidents;
import org.amurwatch.consumer.wording.Languages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerRoutesTest {

    private static final String BASE = "https://amur.example";

    private final AlertBook book = new AlertBook(10);
    private final Set<String> revoked = new HashSet<>();
    private final List<PatrolResponse> stored = new ArrayList<>();
    private Instant now = Incidents.TEN.plusSeconds(180);
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private boolean brokersAnswer = true;
    private boolean bookIsWhole = true;
    private AnswerLinks links;
    private ConsumerHttp http;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        start(false);
    }

    private void start(boolean behindProxy) throws IOException {
        Path key = Files.writeString(folder.resolve("link.key"), LinkTokenTest.key(7));
        links = new AnswerLinks(new LinkKeyFile(key), BASE + "/", Duration.ofHours(24));
        AnswerRoutes routes = new AnswerRoutes(
                links,
                book,
                () -> bookIsWhole,
                revoked::contains,
                new Languages(),
                new AnswerTaker(clock),
                response -> brokersAnswer && stored.add(response),
                new ClientAddress(behindProxy),
                clock);
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

    private static PatrolAlert.Builder alert(String alertId) {
        return Alerts.alert(alertId)
                .setIncidentId("khasan/a")
                .setSectorId("khasan")
                .setText("Shots near <Barabash>.");
    }

    /** The token in the link of an alert to the phone. */
    private String told(PatrolAlert alert, Incident incident) {
        book.add(alert);
        book.add(incident);
        String link = links.of(Alerts.delivery("phone", 1, alert)).orElseThrow();
        assertThat(link).startsWith(BASE + "/a/");
        return link.substring((BASE + "/a/").length());
    }

    private String told() {
        return told(alert("a-1").build(), Incidents.shot("a").build());
    }

    private HttpResponse<String> get(String token) throws IOException, InterruptedException {
        return send(request("/a/" + token));
    }

    private HttpResponse<String> post(String token, String answer, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/a/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8) + "&answer=" + answer));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldShowTheAlertWithButtonsAndChangeNothing() throws Exception {
        String token = told();

        HttpResponse<String> page = get(token);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Gunshot", "Shots near &lt;Barabash&gt;.", "43.12345, 131.45678", "On the way", "Not us")
                .contains("value=\"closed-animal\"", "name=\"token\" value=\"" + token + "\"")
                .doesNotContain("<script", "<Barabash>", "http://", "https://", "phone");
        assertThat(stored).isEmpty();
    }

    @Test
    void shouldBeKeptNowhereAndRunNothing() throws Exception {
        HttpResponse<String> page = get(told());

        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("X-Robots-Tag")).get().asString().contains("noindex");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("default-src 'none'", "style-src 'sha256-", "form-action 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    void shouldTakeAnAnswerOnceAndAnotherOneAfterIt() throws Exception {
        String token = told();

        assertThat(post(token, "on-the-way").body()).contains("Thank you, north", "On the way");
        assertThat(stored).hasSize(1);
        assertThat(stored.get(0).getKind()).isEqualTo(ResponseKind.ON_THE_WAY);
        assertThat(stored.get(0).getBy()).isEqualTo("phone");

        Incident answered = Incidents.shot("a")
                .setState(IncidentState.RESPONDING)
                .setTimeline(List.of(Incidents.entry(150, TimelineKind.ANSWERED, ResponseKind.ON_THE_WAY)))
                .build();
        book.add(answered);
        assertThat(post(token, "on-the-way").body())
                .contains("stands already", "<b>north</b>: On the way", "2 min after it was raised");
        assertThat(stored).as("nothing new").hasSize(1);

        assertThat(post(token, "closed-detector-error").statusCode()).isEqualTo(200);
        assertThat(stored).hasSize(2);
        assertThat(stored.get(1).getOutcome()).isEqualTo(Outcome.DETECTOR_ERROR);
    }

    @Test
    void shouldSayInItsTeamsLanguageThatNothingWasNotedWhereTheBrokersDoNotAnswer() throws Exception {
        String token = told(
                alert("a-ru").setLanguage("ru").build(), Incidents.shot("a").build());
        brokersAnswer = false;

        HttpResponse<String> page = post(token, "on-the-way");

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("lang=\"ru\"", "НЕ ЗАПИСАНО").doesNotContain("Спасибо");
    }

    @Test
    void shouldRefuseWhatIsNoAnswer() throws Exception {
        String token = told();

        assertThat(post(token, "shoot-them").statusCode()).isEqualTo(400);
        assertThat(post(token, "").body()).contains("Choose one of the buttons");
        assertThat(post(token, "on-the-way", "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(stored).isEmpty();
        assertThat(post(token, "on-the-way", "Sec-Fetch-Site", "same-origin", "Origin", "null")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldAskNothingMoreOfAnIncidentThatIsOver() throws Exception {
        String token = told(
                alert("a-1").build(),
                Incidents.shot("a").setState(IncidentState.EXPLAINED).build());

        assertThat(get(token).body()).contains("This incident is over").doesNotContain("<button");
        assertThat(post(token, "on-the-way").statusCode()).isEqualTo(409);
        assertThat(stored).isEmpty();
    }

    @Test
    void shouldShowNoPlaceToARevokedOrLateOrUnknownGuest() throws Exception {
        String token = told();
        revoked.add("phone");
        assertThat(get(token).statusCode()).isEqualTo(403);
        assertThat(post(token, "on-the-way").body()).contains("revoked").doesNotContain("43.12345");
        revoked.clear();

        now = Alerts.RECEIVED.plusSeconds(7200).plus(Duration.ofHours(24)).plusSeconds(61);
        assertThat(get(token).statusCode()).isEqualTo(410);
        assertThat(get(token).body()).contains("expired").doesNotContain("43.12345", "<button");

        assertThat(get("AAAA").statusCode()).isEqualTo(404);
        assertThat(get(token.substring(0, 38) + (token.endsWith("A") ? "E" : "A"))
                        .body())
                .contains("not valid", "by radio")
                .doesNotContain("43.12345");
        assertThat(stored).isEmpty();
    }

    @Test
    void shouldHearNoMoreOfWhoeverGuesses() throws Exception {
        String token = told();
        for (int i = 0; i < 10; i++) {
            assertThat(get("guess" + i).statusCode()).isEqualTo(404);
        }

        assertThat(get("guess").statusCode()).isEqualTo(429);
        assertThat(get(token).statusCode()).as("not even with a good one").isEqualTo(429);
        now = now.plus(Duration.ofMinutes(10));
        assertThat(get(token).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTellClientsBehindOurProxyApartByWhatItSays() throws Exception {
        http.close();
        start(true);
        String token = told();
        for (int i = 0; i < 11; i++) {
            send(request("/a/guess" + i).header("X-Forwarded-For", "198.51.100." + i + ", 203.0.113.9"));
        }

        assertThat(send(request("/a/" + token).header("X-Forwarded-For", "203.0.113.9"))
                        .statusCode())
                .isEqualTo(429);
        assertThat(send(request("/a/" + token).header("X-Forwarded-For", "203.0.113.10"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldCallNoLinkBadBeforeItKnowsThemAll() throws Exception {
        bookIsWhole = false;
        String later =
                links.of(Alerts.delivery("phone", 1, alert("a-9").build())).orElseThrow();
        String token = later.substring((BASE + "/a/").length());

        for (int i = 0; i < 12; i++) {
            assertThat(get(token).statusCode()).isEqualTo(503);
        }
        assertThat(get(token).body()).contains("few seconds");
        bookIsWhole = true;
        book.add(alert("a-9").build());

        assertThat(get(token).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldGiveNoLinkWhereThereIsNothingToAnswer() {
        assertThat(links.of(Alerts.delivery("phone", 1))).isEmpty();
    }
}
