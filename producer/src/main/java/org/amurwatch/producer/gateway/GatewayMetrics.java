package org.amurwatch.producer.gateway;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.amurwatch.producer.gateway.log.GatewayLog;
import org.amurwatch.producer.gateway.log.LogKind;

/** Figures of a gateway. */
final class GatewayMetrics {

    private static final String PREFIX = "amurwatch_ingest_gateway_";

    private GatewayMetrics() {}

    static void bind(
            MeterRegistry metrics, GatewayLog log, GatewayClock clock, SenderReport sender, GatewayHealth health) {
        for (LogKind kind : LogKind.values()) {
            String name = kind.name();
            Gauge.builder(PREFIX + "waiting", health, all -> all.waiting(kind))
                    .tag("kind", name)
                    .register(metrics);
            Gauge.builder(PREFIX + "full", log, all -> all.full().contains(kind) ? 1 : 0)
                    .tag("kind", name)
                    .register(metrics);
            FunctionCounter.builder(PREFIX + "sent", sender, all -> all.taken(kind))
                    .tags("kind", name, "outcome", "taken")
                    .register(metrics);
            FunctionCounter.builder(PREFIX + "sent", sender, all -> all.refused(kind))
                    .tags("kind", name, "outcome", "refused")
                    .register(metrics);
        }
        Gauge.builder(PREFIX + "waiting_bytes", log, GatewayLog::bytes).register(metrics);
        FunctionCounter.builder(PREFIX + "not_accepted", log, GatewayLog::refused)
                .register(metrics);
        FunctionCounter.builder(PREFIX + "damaged", log, GatewayLog::damaged).register(metrics);
        Gauge.builder(PREFIX + "centre_away_seconds", sender, all -> all.problemFor()
                        .toSeconds())
                .register(metrics);
        Gauge.builder(PREFIX + "stopped", sender, all -> all.stopped().size()).register(metrics);
        Gauge.builder(PREFIX + "clock_ahead_seconds", clock, all -> all.ahead().toSeconds())
                .register(metrics);
        FunctionCounter.builder(PREFIX + "clock_steps", clock, GatewayClock::steps)
                .register(metrics);
    }
}
