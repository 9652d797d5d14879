package org.amurwatch.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.alertpage.AlertPage;
import org.amurwatch.consumer.alertpage.AlertRoutes;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsumerHttpTest {

    private static final LoopHealth WELL = new LoopHealth(true, true, 4, Duration.ofMillis(12), null, null);
    private static final LoopHealth DEAD =
            new LoopHealth(false, true, 4, Duration.ofMillis(12), "IllegalStateException: a \"fault\"", null);
    private static final LoopHealth STUCK = new LoopHealth(true, true, 4, Duration.ofMinutes(1), null, null);
    private static final LoopHealth WAITING = new LoopHealth(true, false, 0, null, null, "waiting for brokers");

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AlertBook book = new AlertBook(3);
    private final AlertPage page =
            new AlertPage(new Languages(), Clock.fixed(Alerts.RECEIVED.plusSeconds(60), ZoneOffset.UTC));
    private LoopHealth health = WELL;
    private ConsumerHttp http;

    @AfterEach
    void stop() {
        if (http != null) {
            http.close();
        }
    }

    private void start(boolean pages) {
        http = ConsumerHttp.start(
                "127.0.0.1", 0, () -> health, metrics, pages ? new AlertRoutes(page, book) : routes -> {});
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldSayWhetherDispatchWorks() throws Exception {
        start(false);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).contains("\"ready\":true", "\"lastPollAgeMillis\":12");

        health = WAITING;
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).contains("waiting for brokers");

        health = STUCK;
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);

        health = WELL.with(new CanaryHealth(Duration.ofSeconds(12), Duration.ofMinutes(3)));
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).contains("\"canaryAgeSeconds\":12");

        health = WELL.with(new CanaryHealth(Duration.ofSeconds(181), Duration.ofMinutes(3)));
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);

        health = DEAD;
        assertThat(get("/health/live").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).contains("a \\\"fault\\\"");
    }

    @Test
    void shouldShowMetricsForPrometheus() throws Exception {
        metrics.counter("amurwatch.dispatch.attempts", "endpoint", "phone", "outcome", "DELIVERED")
                .increment();
        start(false);

        assertThat(get("/metrics").body())
                .contains("amurwatch_dispatch_attempts_total{endpoint=\"phone\",outcome=\"DELIVERED\"} 1.0");
    }

    @Test
    void shouldServeNoAlertPagesUnlessTold() throws Exception {
        book.add(Alerts.alert("a-1").build());
        start(false);

        assertThat(get("/alerts/a-1").statusCode()).isEqualTo(404);
        assertThat(get("/alerts/a-1").body()).doesNotContain("43.12345");
    }

    @Test
    void shouldShowAnAlert() throws Exception {
        book.add(Alerts.alert("source 1/event:2/north")
                .setPurpose(Purpose.EXERCISE)
                .setTerritoryName("<script>alert('x')</script> & Pad")
                .build());
        book.add(Alerts.delivery(
                "phone", 1, Alerts.alert("source 1/event:2/north").build()));
        book.add(DeliveryReceipt.newBuilder()
                .setDeliveryId("alert-1|webhook|phone")
                .setAttempt(1)
                .setTeamId("north")
                .setEndpoint("phone")
                .setOutcome(DeliveryOutcome.RETRY)
                .setReason("The receiver answered 503: to be <tried> again.")
                .setAttemptedAt(Alerts.RECEIVED)
                .setTookMillis(5)
                .build());
        start(true);

        HttpResponse<String> response = get("/alerts/source%201/event%3A2/north");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("default-src 'none'");
        assertThat(response.body())
                .contains(
                        "EXERCISE",
                        "Gunshot",
                        "severe",
                        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; Pad",
                        "17 January, 16:15 (UTC+10)",
                        "6 min ago",
                        "43.12345, 131.45678",
                        "within 250 m",
                        "phone",
                        "not yet, will be tried again",
                        "&lt;tried&gt;")
                .doesNotContain("<script", "<tried>", "null");
        assertThat(response.body().substring(response.body().indexOf("<main>"))).doesNotContain("{", "}");
    }

    @Test
    void shouldShowAllThatWasSaidOfAnIncident() throws Exception {
        book.add(incident("a-1").setText("Shots near Barabash.").build());
        book.add(incident("a-2")
                .setTeamId("south")
                .setSequence(2)
                .setSeverity(Severity.CRITICAL)
                .setText("Shots near Barabash; nobody has answered.")
                .build());
        book.add(incident("a-3")
                .setSequence(3)
                .setMessage(AlertMessage.ALL_CLEAR)
                .setText("All clear: <b>shots</b>.")
                .build());
        book.add(Alerts.delivery("phone", 1, incident("a-1").build()));
        start(true);

        String first = get("/alerts/a-1").body();

        assertThat(first)
                .contains(
                        "Shots near Barabash.",
                        "Asked for",
                        "go there",
                        "Gunshot <b>×2</b>",
                        "Animal seen <b>×1</b>",
                        "This is over",
                        "→ south",
                        "nobody has answered",
                        "All clear: &lt;b&gt;shots&lt;/b&gt;.",
                        "phone <span class=\"state pending\">on its way</span>")
                .doesNotContain("Panthera", "<b>shots", "null");
        assertThat(first.indexOf("New alert")).isLessThan(first.lastIndexOf("All clear"));
        assertThat(get("/alerts/a-3").body())
                .as("the last one asks for nothing")
                .doesNotContain("This is over", "go there");
        assertThat(get("/alerts/a-2").body()).as("the last one to its team").doesNotContain("This is over");
    }

    private static PatrolAlert.Builder incident(String alertId) {
        return Alerts.alert(alertId)
                .setIncidentId("khasan/4f")
                .setKinds(Map.of("GUNSHOT", 2, "Panthera pardus orientalis", 1));
    }

    @Test
    void shouldShowAnAlertInTheLanguageOfItsTeam() throws Exception {
        book.add(Alerts.alert("a-ru").setLanguage("ru").build());
        book.add(Alerts.alert("a-zh").setLanguage("zh").build());
        start(true);

        assertThat(get("/alerts/a-ru").body())
                .contains("lang=\"ru\"", "Выстрел")
                .doesNotContain("EXERCISE");
        assertThat(get("/alerts/a-zh").body()).contains("lang=\"zh\"", "枪声");
    }

    @Test
    void shouldSayThatAnAlertIsNotKnown() throws Exception {
        for (int i = 0; i < 4; i++) {
            book.add(Alerts.alert("a-" + i).build());
        }
        start(true);

        assertThat(get("/alerts/a-3").statusCode()).isEqualTo(200);
        assertThat(get("/alerts/a-0").statusCode()).as("the oldest gave way").isEqualTo(404);
        assertThat(get("/alerts/%3Cb%3E").body()).contains("No such alert").doesNotContain("<b>");
    }

    @Test
    void shouldShowExactPlacesToNobodyWhoUsesAnotherName() throws Exception {
        book.add(Alerts.alert("a-1").build());
        start(true);

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
            socket.getOutputStream()
                    .write("GET /alerts/a-1 HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("43.12345");
        }
    }

    @Test
    void shouldSayThatThePortIsTaken() {
        start(false);

        assertThatThrownBy(() -> ConsumerHttp.start("127.0.0.1", http.port(), () -> health, metrics, routes -> {}))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("127.0.0.1:" + http.port())
                .hasMessageContaining("amurwatch.consumer.http-port");
    }
}
