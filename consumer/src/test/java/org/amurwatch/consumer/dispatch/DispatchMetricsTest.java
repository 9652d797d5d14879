package org.amurwatch.consumer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.WebhookDestination;
import org.amurwatch.consumer.http.CanaryHealth;
import org.amurwatch.consumer.http.LoopHealth;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class DispatchMetricsTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final DispatchMetrics metrics = new DispatchMetrics(registry);
    private LoopHealth health = new LoopHealth(true, true, 4, Duration.ofMillis(12), null, null);

    @Test
    void shouldShowEveryOutcomeOfAnEndpointBeforeItsFirstAlert() {
        metrics.endpoints(List.of(new Endpoint(
                "phone", new WebhookDestination(URI.create("http://127.0.0.1:1/"), List.of()), false, false, true)));
        metrics.endpoints(List.of(new Endpoint(
                "phone", new WebhookDestination(URI.create("http://127.0.0.1:1/"), List.of()), false, false, true)));

        for (DeliveryOutcome outcome : DeliveryOutcome.values()) {
            assertThat(registry.scrape())
                    .contains("amurwatch_dispatch_attempts_total{endpoint=\"phone\",outcome=\"" + outcome + "\"} 0.0")
                    .contains("amurwatch_dispatch_attempts_total{endpoint=\"(unknown)\",outcome=\"" + outcome
                            + "\"} 0.0");
        }
        assertThat(registry.scrape()).contains("amurwatch_dispatch_delay_seconds_count{endpoint=\"phone\"} 0");
    }

    @Test
    void shouldTellFastDeliveriesFromLateOnes() {
        metrics.delivered("phone", Duration.ofMillis(400));
        metrics.delivered("phone", Duration.ofMinutes(3));

        assertThat(registry.scrape())
                .contains("amurwatch_dispatch_delay_seconds_bucket{endpoint=\"phone\",le=\"1.0\"} 1")
                .contains("amurwatch_dispatch_delay_seconds_bucket{endpoint=\"phone\",le=\"60.0\"} 1")
                .contains("amurwatch_dispatch_delay_seconds_bucket{endpoint=\"phone\",le=\"300.0\"} 2");
    }

    @Test
    void shouldFollowTheLoop() {
        metrics.loop(() -> health, () -> 7);
        assertThat(registry.scrape())
                .contains("amurwatch_dispatch_ready 1.0")
                .contains("amurwatch_dispatch_partitions 4.0")
                .contains("amurwatch_dispatch_lag_records 7.0");

        health = new LoopHealth(true, true, 4, Duration.ofMinutes(5), null, null);
        assertThat(registry.scrape())
                .contains("amurwatch_dispatch_ready 0.0")
                .contains("amurwatch_dispatch_canary_age_seconds NaN");
    }

    @Test
    void shouldShowHowOldTheLastCanaryIsApartFromWhetherItReads() {
        metrics.loop(() -> health, () -> 0);
        health = health.with(new CanaryHealth(Duration.ofSeconds(181), Duration.ofMinutes(3)));

        assertThat(health.ready()).isFalse();
        assertThat(registry.scrape())
                .contains("amurwatch_dispatch_canary_age_seconds 181.0")
                .contains("amurwatch_dispatch_ready 1.0");
    }

    @Test
    void shouldCountAReceiptThatTheBrokersDidNotTake() {
        MockProducer<String, byte[]> producer =
                new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        try (ReceiptTopic receipts = new ReceiptTopic(
                producer,
                new RegistrySerdes("mock://lost-receipts").serializer(Topics.RECEIPTS),
                metrics,
                Clock.systemUTC())) {
            receipts.write(receipt());
            producer.completeNext();
            assertThat(registry.scrape()).contains("amurwatch_dispatch_receipts_lost_total 0.0");

            receipts.write(receipt());
            producer.errorNext(new TimeoutException("no answer"));
            assertThat(registry.scrape()).contains("amurwatch_dispatch_receipts_lost_total 1.0");
        }
    }

    private static DeliveryReceipt receipt() {
        return DeliveryReceipt.newBuilder()
                .setDeliveryId("d-1")
                .setAttempt(1)
                .setTeamId("north")
                .setEndpoint("phone")
                .setOutcome(DeliveryOutcome.DELIVERED)
                .setAttemptedAt(Instant.EPOCH)
                .setTookMillis(5)
                .build();
    }
}
