package org.amurwatch.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Purpose;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.http.EventRoutes;
import org.amurwatch.producer.http.HttpSettings;
import org.amurwatch.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayServiceTest {

    private static final String ALERT = "{\"id\":\"%s\",\"kind\":\"%s\",\"observedAt\":\"2026-03-01T12:00:00Z\","
            + "\"location\":{\"latitude\":43.1,\"longitude\":131.9},\"note\":\"%s\"}";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestCentre centre;

    @BeforeEach
    void open() throws IOException {
        centre = new TestCentre();
        centre.keys.add("awk_key");
        Files.writeString(Files.createDirectory(folder.resolve("keys")).resolve("rangers"), "awk_key\n");
    }

    @AfterEach
    void close() {
        centre.close();
    }

    @Test
    void shouldAnswerAndSendWhatItTook() {
        try (GatewayService gateway = start(Map.of())) {
            var answer =
                    post(gateway, "/v1/poaching-alerts", "awk_key", String.format(ALERT, "a1", "GUNSHOT", "two shots"));
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).contains("\"source\":\"rangers\"").contains("\"id\":\"a1\"");
            await().untilAsserted(() -> assertThat(centre.ids()).containsExactly("a1"));
            assertThat(centre.taken.get(0).path("note").asText()).isEqualTo("two shots");
            await().untilAsserted(() -> assertThat(get(gateway, "/metrics"))
                    .contains("amurwatch_ingest_gateway_sent_total{kind=\"POACHING_ALERT\",outcome=\"taken\"} 1.0"));
            // As the rules for alarms ask for them.
            assertThat(get(gateway, "/metrics"))
                    .contains("amurwatch_ingest_gateway_centre_away_seconds 0.0")
                    .contains("amurwatch_ingest_gateway_stopped 0.0")
                    .contains("amurwatch_ingest_gateway_damaged_total 0.0")
                    .contains("amurwatch_ingest_gateway_sent_total{kind=\"SIGHTING\",outcome=\"refused\"} 0.0")
                    .contains("amurwatch_ingest_gateway_clock_ahead_seconds ");
            assertThat(get(gateway, "/health/ready")).isEqualTo("{\"ready\":true,\"waitingFor\":null}");
        }
    }

    @Test
    void shouldLetNobodyInWithoutAKeyOfTheFolder() {
        try (GatewayService gateway = start(Map.of())) {
            assertThat(post(gateway, "/v1/poaching-alerts", "other", String.format(ALERT, "a1", "GUNSHOT", "x"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(post(gateway, "/v1/poaching-alerts", "awk_key", "{\"id\":\"a1\"}")
                            .statusCode())
                    .isEqualTo(422);
        }
        assertThat(centre.taken).isEmpty();
    }

    @Test
    void shouldTakeEventsWithoutANetworkAndSendThemAfterTheNextStart() {
        centre.always = 503;
        try (GatewayService gateway = start(Map.of())) {
            for (int i = 0; i < 5; i++) {
                String alert = String.format(ALERT, "a" + i, i == 3 ? "SOS" : "GUNSHOT", "x");
                assertThat(post(gateway, "/v1/poaching-alerts", "awk_key", alert)
                                .statusCode())
                        .isEqualTo(202);
            }
        }
        centre.always = 0;
        start(Map.of()).close();
        try (GatewayService gateway = start(Map.of())) {
            assertThat(gateway.url("127.0.0.1")).startsWith("http://127.0.0.1:");
            await().untilAsserted(() -> assertThat(centre.ids()).contains("a0", "a1", "a2", "a3", "a4"));
            assertThat(centre.ids()).startsWith("a3").containsSubsequence("a0", "a1", "a2", "a4");
        }
    }

    @Test
    void shouldRefuseWithASentenceWhenFullButNoCallForHelpAndTellTheCentre() {
        centre.always = 503;
        Map<String, String> small = Map.of(
                "amurwatch.gateway.size-mebibytes", "1",
                "amurwatch.gateway.report-as", "rangers",
                "amurwatch.gateway.latitude", "43.5",
                "amurwatch.gateway.longitude", "131.5");
        try (GatewayService gateway = start(small)) {
            HttpResponse<String> answer;
            int taken = 0;
            do {
                String alert = String.format(ALERT, "a" + taken, "GUNSHOT", "x".repeat(9_000));
                answer = post(gateway, "/v1/poaching-alerts", "awk_key", alert);
                taken++;
            } while (answer.statusCode() == 202);
            assertThat(taken).isBetween(100, 120);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("Send the same again later");
            assertThat(post(gateway, "/v1/poaching-alerts", "awk_key", String.format(ALERT, "help", "SOS", "x"))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(get(gateway, "/health/ready"))
                    .contains("\"ready\":false")
                    .contains("The disk is full: refused are [POACHING_ALERT]");
            assertThat(get(gateway, "/metrics")).contains("amurwatch_ingest_gateway_full{kind=\"POACHING_ALERT\"} 1.0");
            centre.always = 0;
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(centre.taken).anySatisfy(event -> {
                        assertThat(event.path("statedKind").asText()).isEqualTo("gateway full");
                        assertThat(event.path("location").path("latitude").asDouble())
                                .isEqualTo(43.5);
                    }));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            post(gateway, "/v1/poaching-alerts", "awk_key", String.format(ALERT, "z", "GUNSHOT", "x"))
                                    .statusCode())
                    .isEqualTo(202));
        }
    }

    @Test
    void shouldSayWhatASettingLacks() {
        assertThatThrownBy(() -> start(Map.of("amurwatch.gateway.centre-url", "centre.example")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("amurwatch.gateway.centre-url");
        assertThatThrownBy(() -> start(Map.of("amurwatch.gateway.report-as", "rangers")))
                .hasMessageContaining(".latitude and .longitude");
        assertThatThrownBy(() -> start(Map.of(
                        "amurwatch.gateway.keys-folder", folder.resolve("none").toString())))
                .hasMessageContaining("The folder of keys");
    }

    private GatewayService start(Map<String, String> more) {
        Map<String, String> options = new HashMap<>(Map.of(
                "amurwatch.gateway.centre-url", centre.url().toString(),
                "amurwatch.gateway.folder", folder.resolve("gateway").toString(),
                "amurwatch.gateway.keys-folder", folder.resolve("keys").toString(),
                "amurwatch.gateway.leave-free-mebibytes", "0",
                "amurwatch.gateway.longest-wait", "PT1S",
                "amurwatch.http.port", "0",
                "amurwatch.http.health-port", "0"));
        options.putAll(more);
        return GatewayService.start(
                Settings.read(GatewaySettings.class, options),
                Settings.read(HttpSettings.class, options),
                metrics -> List.of(new EventRoutes(Purpose.ACTUAL, Clock.systemUTC())),
                null,
                Clock.systemUTC());
    }

    private HttpResponse<String> post(GatewayService gateway, String path, String key, String body) {
        return send(HttpRequest.newBuilder(URI.create(gateway.url("127.0.0.1") + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String get(GatewayService gateway, String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.healthPort() + path)))
                .body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
