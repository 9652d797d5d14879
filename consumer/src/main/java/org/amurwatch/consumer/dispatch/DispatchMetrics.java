package org.amurwatch.consumer.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Queue;
import org.amurwatch.avro.DeliveryOutcome;

/** What dispatch measures, by endpoint and outcome. */
final class DispatchMetrics {

    /** Stands for every name that is not set up, so that names from outside do not multiply the series. */
    static final String UNKNOWN = "(unknown)";

    private final MeterRegistry registry;

    DispatchMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(String endpoint, DeliveryOutcome outcome) {
        registry.counter("amurwatch.dispatch.attempts", "endpoint", endpoint, "outcome", outcome.name())
                .increment();
    }

    /** Of attempts that reached out: how long the exchange took. */
    void took(String endpoint, Duration duration) {
        registry.timer("amurwatch.dispatch.exchange", "endpoint", endpoint).record(duration);
    }

    /** From when our system knew of the event to when a receiver had the alert. */
    void delivered(String endpoint, Duration sinceReceived) {
        registry.timer("amurwatch.dispatch.delay", "endpoint", endpoint).record(sinceReceived);
    }

    void unreadable() {
        registry.counter("amurwatch.dispatch.unreadable").increment();
    }

    void queue(String endpoint, Queue<?> queue) {
        registry.gaugeCollectionSize(
                "amurwatch.dispatch.queue", io.micrometer.core.instrument.Tags.of("endpoint", endpoint), queue);
    }
}
