package org.amurwatch.consumer.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.http.LoopHealth;

/** What dispatch measures, by endpoint and outcome. docs/operate.md says what each means. */
final class DispatchMetrics {

    /** Stands for every name that is not set up, so that names from outside do not multiply the series. */
    static final String UNKNOWN = "(unknown)";

    private static final Duration[] DELAYS = Stream.of(1, 2, 5, 10, 30, 60, 300, 900, 3_600, 7_200)
            .map(Duration::ofSeconds)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final AlertTimes times;
    private final Map<String, String> channels = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> failing = new ConcurrentHashMap<>();
    private final Counter unreadable;
    private final Counter receiptsLost;

    DispatchMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.times = new AlertTimes(registry);
        this.unreadable = Counter.builder("amurwatch.dispatch.unreadable")
                .description("Attempts that could not be read and were passed over")
                .register(registry);
        this.receiptsLost = Counter.builder("amurwatch.dispatch.receipts.lost")
                .description("Receipts that could not be stored: the alert is sent again")
                .register(registry);
        known(UNKNOWN);
    }

    /** Makes the series of these endpoints, so that the first of anything is seen as a step from 0; repeated without harm. */
    void endpoints(Collection<Endpoint> endpoints) {
        endpoints.forEach(endpoint -> {
            channels.put(endpoint.name(), endpoint.destination().channel());
            known(endpoint.name());
        });
    }

    private void known(String endpoint) {
        for (DeliveryOutcome outcome : DeliveryOutcome.values()) {
            attempts(endpoint, outcome);
        }
        if (!endpoint.equals(UNKNOWN)) {
            exchange(endpoint);
            delay(endpoint);
            failing(endpoint);
        }
    }

    /** How the loop stands, whenever somebody looks. */
    void loop(Supplier<LoopHealth> health, Supplier<Number> lag) {
        Gauge.builder("amurwatch.dispatch.ready", () -> health.get().reads() ? 1 : 0)
                .description("1: it is a member of its group and reads")
                .register(registry);
        Gauge.builder("amurwatch.dispatch.partitions", () -> health.get().partitions())
                .description("Partitions of alert.deliveries that it reads")
                .register(registry);
        Gauge.builder("amurwatch.dispatch.lag.records", lag)
                .description("Attempts that wait to be taken up, in those partitions")
                .register(registry);
        Gauge.builder("amurwatch.dispatch.canary.age", () -> canaryAge(health.get()))
                .description("Time since the last canary that came through was received; NaN where none is awaited")
                .baseUnit("seconds")
                .register(registry);
    }

    private static double canaryAge(LoopHealth health) {
        return health.canary() == null ? Double.NaN : health.canary().age().toMillis() / 1_000.0;
    }

    void answered(String endpoint, DeliveryOutcome outcome) {
        attempts(endpoint, outcome).increment();
        if (!endpoint.equals(UNKNOWN)) {
            switch (outcome) {
                case DELIVERED -> failing(endpoint).set(0);
                case RETRY, FAILED, GONE -> failing(endpoint).incrementAndGet();
                default -> {
                    // Not tried: says nothing of the endpoint.
                }
            }
        }
    }

    private AtomicInteger failing(String endpoint) {
        return failing.computeIfAbsent(endpoint, name -> {
            AtomicInteger inARow = new AtomicInteger();
            Gauge.builder("amurwatch.dispatch.endpoint.failing", inARow, AtomicInteger::get)
                    .description("Attempts at an endpoint that failed one after another; 0: the last one was delivered")
                    .tag("endpoint", endpoint)
                    .register(registry);
            return inARow;
        });
    }

    /** The ledger asks for an attempt, at the time of its record. */
    void asked(AlertDelivery delivery, Instant at) {
        times.asked(delivery, channel(delivery), at);
    }

    /** A receiver has it. */
    void sent(AlertDelivery delivery, Instant now) {
        delivered(delivery.getEndpoint(), Duration.between(delivery.getAlert().getReceivedAt(), now));
        times.sent(delivery, channel(delivery), now);
    }

    private String channel(AlertDelivery delivery) {
        return channels.getOrDefault(delivery.getEndpoint(), UNKNOWN);
    }

    /** A team, or the command centre, answers. */
    void answered(PatrolResponse response) {
        times.answered(response);
    }

    /** Of attempts that reached out: how long the exchange took. */
    void took(String endpoint, Duration duration) {
        exchange(endpoint).record(duration);
    }

    /** From when our system knew of the event to when a receiver had the alert. */
    void delivered(String endpoint, Duration sinceReceived) {
        delay(endpoint).record(sinceReceived);
    }

    void unreadable() {
        unreadable.increment();
    }

    void receiptLost() {
        receiptsLost.increment();
    }

    /** How an endpoint's lane stands, whenever somebody looks. */
    void lane(String endpoint, Queue<?> queue, BooleanSupplier paused) {
        registry.gaugeCollectionSize("amurwatch.dispatch.queue", Tags.of("endpoint", endpoint), queue);
        Gauge.builder("amurwatch.dispatch.endpoint.paused", () -> paused.getAsBoolean() ? 1 : 0)
                .description("1: it failed so often in a row that it is called only now and then")
                .tag("endpoint", endpoint)
                .register(registry);
    }

    private Counter attempts(String endpoint, DeliveryOutcome outcome) {
        return Counter.builder("amurwatch.dispatch.attempts")
                .description("Attempts to deliver, by how they ended")
                .tags("endpoint", endpoint, "outcome", outcome.name())
                .register(registry);
    }

    private Timer exchange(String endpoint) {
        return Timer.builder("amurwatch.dispatch.exchange")
                .description("Time of one call to a receiver")
                .tag("endpoint", endpoint)
                .register(registry);
    }

    private Timer delay(String endpoint) {
        return Timer.builder("amurwatch.dispatch.delay")
                .description("Time from an event received to its alert at a receiver, failed attempts included")
                .tag("endpoint", endpoint)
                .serviceLevelObjectives(DELAYS)
                .register(registry);
    }
}
