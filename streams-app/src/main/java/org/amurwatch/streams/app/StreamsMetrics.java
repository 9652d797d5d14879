package org.amurwatch.streams.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.amurwatch.process.ProcessMeters;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The few of Kafka's several hundred metrics that say whether the applications are well, one value for each application;
 * and what no metric of Kafka says. No label holds an id from the field. docs/operate.md says what each means.
 */
final class StreamsMetrics implements AutoCloseable {

    private static final String PREFIX = "amurwatch.streams.";
    private static final double MEBI = 1 << 20;

    private final StreamsService service;
    private final List<ApplicationKind> kinds;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ProcessMeters processMeters = new ProcessMeters(registry);
    private final MultiGauge lag;

    StreamsMetrics(StreamsService service, StreamsSettings settings) {
        this.service = service;
        this.kinds = ApplicationKind.named(settings.applications());
        this.lag = MultiGauge.builder(PREFIX + "lag.records")
                .description("Records that wait in the partitions that this process reads, by topic")
                .register(registry);
        new DiskSpaceMetrics(Path.of(settings.stateDir()).toAbsolutePath().toFile()).bindTo(registry);
        gauge("ready", "1: all applications run and have caught up", running -> running.ready() ? 1 : 0);
        gauge("generation", "The generation that runs; 0 while none does", StreamsService::generation);
        gauge("states.memory.bytes", "Memory of the states on disk", StreamsService::statesMemoryBytes);
        gauge("states.memory.limit.bytes", "What that may be", running -> settings.rocksDbMemoryMebibytes() * MEBI);
        for (ApplicationKind kind : kinds) {
            states(kind);
            AllowedMetric.OF_EACH.forEach(allowed -> kafka(kind, allowed));
            own(kind);
        }
        if (kinds.contains(ApplicationKind.DECISIONS)) {
            AllowedMetric.OF_DECISIONS.forEach(allowed -> kafka(ApplicationKind.DECISIONS, allowed));
        }
    }

    private void gauge(String name, String description, ToDoubleFunction<StreamsService> value) {
        Gauge.builder(PREFIX + name, service, value).description(description).register(registry);
    }

    /** One series for each state, 1 for the one that is: so a change of state shows as such. */
    private void states(ApplicationKind kind) {
        for (KafkaStreams.State state : KafkaStreams.State.values()) {
            Gauge.builder(
                            PREFIX + "state",
                            () -> sum(kind, health -> health.state().equals(state.name()) ? 1 : 0))
                    .description("1 for the state in which the application is")
                    .tags("application", kind.label(), "state", state.name())
                    .register(registry);
        }
    }

    private void kafka(ApplicationKind kind, AllowedMetric allowed) {
        ToDoubleFunction<StreamsMetrics> value = metrics ->
                allowed.value(metrics.running(kind).map(Application::metrics).toList());
        if (allowed.of() == AllowedMetric.Of.TOTAL) {
            counter(kind, allowed.name(), allowed.description(), value);
        } else {
            gauge(kind, allowed.name(), allowed.description(), value);
        }
    }

    /** What we count ourselves. */
    private void own(ApplicationKind kind) {
        gauge(
                kind,
                "caught.up",
                "1: it has processed what its topics held when it came up",
                metrics -> metrics.sum(kind, health -> health.caughtUp() ? 1 : 0));
        counter(
                kind,
                "dead.letters",
                "Records put aside since the start",
                metrics -> metrics.sum(kind, ApplicationHealth::deadLetters));
        counter(
                kind,
                "skipped.reference.records",
                "Territories and teams that could not be used, since the start",
                metrics -> metrics.sum(kind, ApplicationHealth::skippedReferenceRecords));
        gauge(
                kind,
                "unusable.reference.records",
                "Territories and teams whose last record can't be used",
                metrics -> metrics.sum(
                        kind, health -> health.unusableReferenceRecords().size()));
    }

    private void gauge(ApplicationKind kind, String name, String description, ToDoubleFunction<StreamsMetrics> value) {
        Gauge.builder(PREFIX + name, this, value)
                .description(description)
                .tag("application", kind.label())
                .register(registry);
    }

    private void counter(
            ApplicationKind kind, String name, String description, ToDoubleFunction<StreamsMetrics> value) {
        FunctionCounter.builder(PREFIX + name, this, value)
                .description(description)
                .tag("application", kind.label())
                .register(registry);
    }

    private Stream<Application> running(ApplicationKind kind) {
        return service.applications().stream()
                .filter(application -> application.health().name().equals(kind.label()));
    }

    private double sum(ApplicationKind kind, ToDoubleFunction<ApplicationHealth> value) {
        return running(kind).map(Application::health).mapToDouble(value).sum();
    }

    /** Topics come and go with the partitions that this process reads, and so do the series of their lag. */
    private void updateLag() {
        lag.register(
                kinds.stream()
                        .flatMap(kind -> {
                            var topics = TopicLag.of(
                                    running(kind).map(Application::metrics).toList());
                            return topics.entrySet().stream()
                                    .map(topic -> MultiGauge.Row.of(
                                            Tags.of("application", kind.label(), "topic", topic.getKey()),
                                            topic.getValue()));
                        })
                        .toList(),
                true);
    }

    /** All of them, in Prometheus' text format. */
    synchronized String scrape() {
        updateLag();
        return registry.scrape();
    }

    @Override
    public void close() {
        processMeters.close();
        registry.close();
    }
}
