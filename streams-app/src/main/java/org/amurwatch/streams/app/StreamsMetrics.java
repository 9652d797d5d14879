package org.amurwatch.streams.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The few of Kafka's several hundred metrics that say whether the applications are well, one value for each application;
 * and what no metric of Kafka says. No label holds an id from the field.
 */
final class StreamsMetrics implements AutoCloseable {

    /** How the values of several threads and clients become one. */
    private enum Of {
        SUM,
        MAX
    }

    /**
     * A metric that is let through.
     *
     * @param name its name here
     * @param group its group in Kafka
     * @param kafkaName its name in Kafka
     */
    private record Allowed(String name, String group, String kafkaName, Of of, String description) {}

    private static final List<Allowed> ALLOWED = List.of(
            new Allowed(
                    "records.lag.max",
                    "consumer-fetch-manager-metrics",
                    "records-lag-max",
                    Of.MAX,
                    "Records that wait, in the partition with most"),
            new Allowed(
                    "process.rate", "stream-thread-metrics", "process-rate", Of.SUM, "Records processed in a second"),
            new Allowed(
                    "process.latency.max.millis",
                    "stream-thread-metrics",
                    "process-latency-max",
                    Of.MAX,
                    "Longest time for one record"),
            new Allowed(
                    "commit.rate",
                    "stream-thread-metrics",
                    "commit-rate",
                    Of.SUM,
                    "Transactions committed in a second"),
            new Allowed(
                    "commit.latency.avg.millis",
                    "stream-thread-metrics",
                    "commit-latency-avg",
                    Of.MAX,
                    "Mean time for a commit"),
            new Allowed(
                    "commit.latency.max.millis",
                    "stream-thread-metrics",
                    "commit-latency-max",
                    Of.MAX,
                    "Longest time for a commit"),
            new Allowed(
                    "failed.stream.threads",
                    "stream-metrics",
                    "failed-stream-threads",
                    Of.SUM,
                    "Threads that failed since the start"));

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    StreamsMetrics(StreamsService service, List<ApplicationKind> kinds) {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        Gauge.builder("amurwatch.streams.ready", service, running -> running.ready() ? 1 : 0)
                .register(registry);
        Gauge.builder("amurwatch.streams.generation", service, StreamsService::generation)
                .register(registry);
        for (ApplicationKind kind : kinds) {
            for (Allowed allowed : ALLOWED) {
                Gauge.builder("amurwatch.streams." + allowed.name, service, running -> value(running, kind, allowed))
                        .description(allowed.description)
                        .tag("application", kind.label())
                        .register(registry);
            }
            own("dead.letters", kind, service, ApplicationHealth::deadLetters);
            own("skipped.reference.records", kind, service, ApplicationHealth::skippedReferenceRecords);
        }
    }

    /** Something that we count ourselves. */
    @FunctionalInterface
    private interface Count {
        long of(ApplicationHealth health);
    }

    private void own(String name, ApplicationKind kind, StreamsService service, Count count) {
        Gauge.builder("amurwatch.streams." + name, service, running -> running.applications().stream()
                        .map(Application::health)
                        .filter(health -> health.name().equals(kind.label()))
                        .mapToDouble(count::of)
                        .sum())
                .tag("application", kind.label())
                .register(registry);
    }

    private static double value(StreamsService service, ApplicationKind kind, Allowed allowed) {
        DoubleStream values = service.applications().stream()
                .filter(application -> application.health().name().equals(kind.label()))
                .flatMap(application -> application.metrics().entrySet().stream())
                .filter(metric -> metric.getKey().group().equals(allowed.group)
                        && metric.getKey().name().equals(allowed.kafkaName))
                .map(metric -> metric.getValue().metricValue())
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .filter(Double::isFinite);
        return allowed.of == Of.SUM ? values.sum() : values.max().orElse(0);
    }

    /** All of them, in Prometheus' text format. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
