package org.amurwatch.local.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.local.LocalSystemProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every number that a dashboard or an alarm speaks of is one that a running system shows. */
class DashboardMetricsIT {

    /** Both are told of a shot at once. */
    private static final double TEAM_AND_DUTY_OFFICER = 2;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldShowWhatDashboardsAndAlarmsSpeakOf() throws Exception {
        int ports = LocalSystemProcess.freePortBase();
        aPausedPartner();
        try (LocalSystemProcess system = LocalSystemProcess.start(folder, ports)) {
            system.awaitReady();
            assertThat(system.run("report", "GUNSHOT", "--lat", "43.1", "--lon", "131.4")
                            .exitCode())
                    .isZero();
            await("an alert on the phone").atMost(Duration.ofSeconds(60)).until(() -> !system.messages()
                    .isEmpty());

            assertThat(withoutAKey(ports + 6)).isEqualTo(401);
            await("the alert in the metrics")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> tellsOfTheAlert(samples(ports, ports + 1)));
            namesEverything(samples(ports, ports + 1, ports + 7, ports + 9));
        }
    }

    /** Its series are there before anything is released. */
    private void aPausedPartner() throws IOException {
        Path state = Files.createDirectories(folder.resolve(".amurwatch"));
        Files.writeString(state.resolve("hq.token"), "token");
        Files.writeString(state.resolve("partners.yaml"), """
                partners:
                  - {id: hq, kind: earthranger, url: "http://127.0.0.1:9", tokenFile: hq.token,
                     eventSource: 0f1c2d3e-4a5b-4c6d-8e9f-0a1b2c3d4e5f, privateNetwork: true, paused: true}
                """);
    }

    /** A metric of Kafka whose name changed would be there, and 0 for ever. */
    private static void tellsOfTheAlert(Map<String, Double> samples) {
        for (String application : new String[] {"decisions", "records"}) {
            String of = "{application=\"" + application + "\"}";
            assertThat(samples)
                    .containsEntry(
                            "amurwatch_streams_state{application=\"" + application + "\",state=\"RUNNING\"}", 1.0)
                    .containsEntry("amurwatch_streams_caught_up" + of, 1.0)
                    .containsEntry("amurwatch_streams_alive_threads" + of, 1.0)
                    .containsEntry("amurwatch_streams_dead_letters_total" + of, 0.0);
            for (String positive : new String[] {"process_rate", "commit_rate", "commit_latency_max_millis"}) {
                assertThat(samples.get("amurwatch_streams_" + positive + of))
                        .as(positive + of)
                        .isPositive();
            }
        }
        assertThat(samples)
                .containsKeys(
                        lag("decisions", "field.poaching-alerts"),
                        lag("decisions", "sector.events"),
                        lag("decisions", "patrol.alerts"),
                        lag("decisions", "alert.receipts"),
                        lag("records", "territory.observations"))
                .containsEntry(
                        "amurwatch_dispatch_attempts_total{endpoint=\"patrol-phone\",outcome=\"DELIVERED\"}",
                        TEAM_AND_DUTY_OFFICER)
                .containsEntry(
                        "amurwatch_dispatch_delay_seconds_count{endpoint=\"patrol-phone\"}", TEAM_AND_DUTY_OFFICER)
                .containsEntry("amurwatch_dispatch_ready", 1.0);
        assertThat(samples.get("amurwatch_streams_alert_delay_max_millis{application=\"decisions\"}"))
                .isBetween(1.0, 60_000.0);
        for (String stage : new String[] {"received-to-decided", "decided-to-sent"}) {
            assertThat(samples.keySet())
                    .as(stage)
                    .anyMatch(name -> name.startsWith("amurwatch_alert_time_seconds_count{channel=\"webhook\",stage=\""
                            + stage + "\",territory="));
        }
        assertThat(samples.get("amurwatch_dispatch_canary_age_seconds")).isBetween(0.0, 180.0);
        assertThat(samples.get("amurwatch_streams_states_memory_bytes"))
                .isBetween(1.0, samples.get("amurwatch_streams_states_memory_limit_bytes"));
    }

    private int withoutAKey(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/sightings"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String lag(String application, String topic) {
        return "amurwatch_streams_lag_records{application=\"" + application + "\",topic=\"" + topic + "\"}";
    }

    private static void namesEverything(Map<String, Double> samples) throws IOException {
        var names = samples.keySet().stream()
                .map(sample -> sample.replaceFirst("\\{.*", ""))
                .toList();
        assertThat(ObservabilityFiles.expressions())
                .hasSizeGreaterThan(40)
                .allSatisfy((where, expression) -> assertThat(names)
                        .as("%s: %s", where, expression)
                        .containsAll(ObservabilityFiles.metrics(expression).stream()
                                // 'up' has no MQTT broker to listen to, and no gateway; their own tests name their
                                // metrics.
                                .filter(metric -> !metric.startsWith("amurwatch_ingest_mqtt_")
                                        && !metric.startsWith("amurwatch_ingest_gateway_"))
                                .toList()));
    }

    /** What Prometheus would read: a series with its labels, and its value. */
    private Map<String, Double> samples(int... ports) throws IOException, InterruptedException {
        Map<String, Double> samples = new TreeMap<>();
        for (int port : ports) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .build();
            http.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> samples.put(
                            line.substring(0, line.lastIndexOf(' ')),
                            Double.parseDouble(
                                    line.substring(line.lastIndexOf(' ') + 1).replace("+Inf", "Infinity"))));
        }
        return samples;
    }
}
