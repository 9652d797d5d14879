package org.amurwatch.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AllowedMetricTest {

    private static final AllowedMetric DELAY = named("alert.delay.max.millis");
    private static final AllowedMetric FAILED = named("failed.threads");

    private final Metrics kafka = new Metrics();

    private static AllowedMetric named(String name) {
        return java.util.stream.Stream.concat(AllowedMetric.OF_EACH.stream(), AllowedMetric.OF_DECISIONS.stream())
                .filter(allowed -> allowed.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    private void has(String name, String group, Map<String, String> tags, Object value) {
        kafka.addMetric(kafka.metricName(name, group, "", tags), (Gauge<Object>) (config, now) -> value);
    }

    private List<Map<MetricName, ? extends Metric>> all() {
        return List.of(kafka.metrics());
    }

    @Test
    void shouldTakeTheLongestOfTheStepThatIsMeant() {
        String group = "stream-processor-node-metrics";
        has("record-e2e-latency-max", group, node("0_1", "incident-patrol-alerts"), 250.0);
        has("record-e2e-latency-max", group, node("0_2", "incident-patrol-alerts"), 400.0);
        has("record-e2e-latency-max", group, node("0_1", "delivery-deliveries"), 9_000.0);
        has("record-e2e-latency-avg", group, node("0_1", "incident-patrol-alerts"), 7_000.0);

        assertThat(DELAY.value(all())).isEqualTo(400.0);
    }

    private static Map<String, String> node(String task, String node) {
        return Map.of("task-id", task, "processor-node-id", node);
    }

    @Test
    void shouldSumWhatIsCountedAndLeaveOutWhatIsNoNumber() {
        has("failed-stream-threads", "stream-metrics", Map.of("client-id", "a"), 2);
        has("failed-stream-threads", "stream-metrics", Map.of("client-id", "b"), 3L);
        has("failed-stream-threads", "stream-metrics", Map.of("client-id", "c"), Double.NaN);
        has("failed-stream-threads", "stream-metrics", Map.of("client-id", "d"), "none");

        assertThat(FAILED.value(all())).isEqualTo(5.0);
    }

    @Test
    void shouldBeZeroWhereKafkaHasNone() {
        has(
                "record-e2e-latency-max",
                "stream-processor-node-metrics",
                node("0_1", "incident-patrol-alerts"),
                Double.NaN);

        assertThat(DELAY.value(all())).isZero();
        assertThat(FAILED.value(all())).isZero();
    }

    @Test
    void shouldAddUpTheLagOfATopicAndLeaveOutWhatIsNotOfTheCatalogue() {
        lag("field.sightings", "0", "streams-1-StreamThread-1-consumer", 3.0);
        lag("field.sightings", "1", "streams-1-StreamThread-1-consumer", 4.0);
        lag("field_sightings", "1", "streams-1-StreamThread-1-consumer", 4.0);
        lag("alert.receipts", "1", "streams-1-StreamThread-1-consumer", 0.0);
        lag("decisions-g1-intake-register-changelog", "1", "streams-1-StreamThread-1-restore-consumer", 9.0);
        lag("reference.territories", "0", "streams-1-global-consumer", 5.0);

        assertThat(TopicLag.of(all()))
                .containsOnly(Map.entry("field.sightings", 7.0), Map.entry("alert.receipts", 0.0));
    }

    private void lag(String topic, String partition, String client, double records) {
        has(
                "records-lag",
                "consumer-fetch-manager-metrics",
                Map.of("topic", topic, "partition", partition, "client-id", client),
                records);
    }
}
