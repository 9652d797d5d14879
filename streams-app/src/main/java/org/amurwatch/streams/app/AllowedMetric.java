package org.amurwatch.streams.app;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.amurwatch.streams.incident.IncidentTopology;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * One of Kafka's metrics that is let through.
 *
 * @param name its name here, after {@code amurwatch.streams.}
 * @param group its group in Kafka
 * @param kafkaName its name in Kafka
 * @param node the step of the topology that it is about; null: it is not about one
 * @param of how the values of several threads and tasks become one
 */
record AllowedMetric(
        String name,
        String group,
        String kafkaName,
        @Nullable String node,
        Of of,
        String description) {

    enum Of {
        SUM,
        MAX,
        /** A sum that only grows, but for restarts. */
        TOTAL
    }

    private static final String THREAD = "stream-thread-metrics";

    /** What there is of every application. */
    static final List<AllowedMetric> OF_EACH = List.of(
            of("process.rate", THREAD, "process-rate", Of.SUM, "Records processed in a second"),
            of("process.latency.max.millis", THREAD, "process-latency-max", Of.MAX, "Longest time for one record"),
            of("commit.rate", THREAD, "commit-rate", Of.SUM, "Transactions committed in a second"),
            of("commit.latency.avg.millis", THREAD, "commit-latency-avg", Of.MAX, "Mean time for a commit"),
            of("commit.latency.max.millis", THREAD, "commit-latency-max", Of.MAX, "Longest time for a commit"),
            of("alive.threads", "stream-metrics", "alive-stream-threads", Of.SUM, "Threads that work"),
            of(
                    "failed.threads",
                    "stream-metrics",
                    "failed-stream-threads",
                    Of.TOTAL,
                    "Threads that failed, for an outage or a fault, since the start"));

    /** What there is of decisions alone. */
    static final List<AllowedMetric> OF_DECISIONS = List.of(
            new AllowedMetric(
                    "alert.delay.max.millis",
                    "stream-processor-node-metrics",
                    "record-e2e-latency-max",
                    IncidentTopology.ALERTS_SINK,
                    Of.MAX,
                    "Longest time, of late, from an event received to its alert decided; 0 while there is none"),
            of(
                    "alerts.without.endpoint",
                    "stream-delivery-metrics",
                    "alerts-without-endpoint-total",
                    Of.TOTAL,
                    "Alerts of which nobody is told, since their team has no endpoint"),
            of(
                    "receipts.unknown",
                    "stream-delivery-metrics",
                    "receipts-unknown-total",
                    Of.TOTAL,
                    "Receipts for deliveries that the ledger does not know"));

    private static AllowedMetric of(String name, String group, String kafkaName, Of of, String description) {
        return new AllowedMetric(name, group, kafkaName, null, of, description);
    }

    /** Its value, of all instances of one application in this process; 0 where Kafka has none. */
    double value(Collection<? extends Map<MetricName, ? extends Metric>> metrics) {
        DoubleStream values = metrics.stream()
                .flatMap(all -> all.entrySet().stream())
                .filter(metric -> isMeant(metric.getKey()))
                .map(metric -> metric.getValue().metricValue())
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .filter(Double::isFinite);
        return of == Of.MAX ? values.max().orElse(0) : values.sum();
    }

    /** Whether Kafka's metric of that name is this one. */
    boolean isMeant(MetricName metric) {
        return metric.group().equals(group)
                && metric.name().equals(kafkaName)
                && (node == null || node.equals(metric.tags().get("processor-node-id")));
    }
}
