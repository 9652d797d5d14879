package org.amurwatch.consumer.partner.deliver;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What sending to partners measures, by partner. docs/partners.md says what each means. */
public final class PartnerMetrics {

    private final MeterRegistry registry;
    private final Clock clock;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> lastDelivered = new ConcurrentHashMap<>();
    private final Instant began;

    public PartnerMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.began = clock.instant();
    }

    /**
     * Makes the series of a partner, so that the first of anything is seen as a step from 0; repeated without harm.
     *
     * @param states how a partner stands now; null once it is none any more
     */
    void add(String partnerId, Function<String, @Nullable PartnerState> states) {
        if (!known.add(partnerId)) {
            return;
        }
        sent(partnerId, "delivered");
        sent(partnerId, "refused");
        retries(partnerId);
        unread(partnerId);
        gauge(partnerId, states, "amurwatch.partners.lag.records", state -> state.lag())
                .description("Released records that it has still to pass, those of other agreements among them")
                .register(registry);
        gauge(partnerId, states, "amurwatch.partners.waiting", this::waiting)
                .description("How long the first event that waits for the partner has been released; 0: none waits")
                .baseUnit("seconds")
                .register(registry);
        gauge(
                        partnerId,
                        states,
                        "amurwatch.partners.paused",
                        state -> state.partner().paused() ? 1 : 0)
                .description("1: the partners file says that nothing is sent")
                .register(registry);
        gauge(partnerId, states, "amurwatch.partners.needs.operator", state -> needsOperator(state) ? 1 : 0)
                .description("1: nothing is taken before somebody has mended something: the key, the address")
                .register(registry);
        Gauge.builder("amurwatch.partners.since.success", () -> sinceSuccess(partnerId))
                .description("Time since the partner last took an event; while it took none, since this process began")
                .baseUnit("seconds")
                .tag("partner", partnerId)
                .register(registry);
    }

    private static Gauge.Builder<?> gauge(
            String partnerId,
            Function<String, @Nullable PartnerState> states,
            String name,
            ToDoubleFunction<PartnerState> value) {
        return Gauge.builder(name, () -> {
                    PartnerState state = states.apply(partnerId);
                    return state == null ? Double.NaN : value.applyAsDouble(state);
                })
                .tag("partner", partnerId);
    }

    private static boolean needsOperator(PartnerState state) {
        return state.needsOperator() || state.failure() != null;
    }

    private double waiting(PartnerState state) {
        Instant since = state.waitsSince();
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1_000.0);
    }

    private double sinceSuccess(String partnerId) {
        Instant last = lastDelivered.getOrDefault(partnerId, began);
        return Duration.between(last, clock.instant()).toMillis() / 1_000.0;
    }

    void settled(String partnerId, int delivered, int refused, Instant at) {
        sent(partnerId, "delivered").increment(delivered);
        sent(partnerId, "refused").increment(refused);
        if (delivered > 0) {
            lastDelivered.put(partnerId, at);
        }
    }

    void retried(String partnerId) {
        retries(partnerId).increment();
    }

    void unreadable(String partnerId) {
        unread(partnerId).increment();
    }

    private Counter sent(String partnerId, String outcome) {
        return Counter.builder("amurwatch.partners.events")
                .description("Events that were settled, by how it ended")
                .tags("partner", partnerId, "outcome", outcome)
                .register(registry);
    }

    private Counter retries(String partnerId) {
        return Counter.builder("amurwatch.partners.retries")
                .description("Attempts that failed and are made again")
                .tag("partner", partnerId)
                .register(registry);
    }

    private Counter unread(String partnerId) {
        return Counter.builder("amurwatch.partners.unreadable")
                .description("Released records that could not be read and were passed over")
                .tag("partner", partnerId)
                .register(registry);
    }
}
