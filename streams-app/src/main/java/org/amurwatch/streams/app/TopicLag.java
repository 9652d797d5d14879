package org.amurwatch.streams.app;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How many records wait for an application, by topic, as its consumers saw when they last fetched. */
final class TopicLag {

    private static final Set<String> TOPICS =
            Topics.all().stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());

    private TopicLag() {}

    /** Of the topics of the catalogue that are read now: Streams' own, and a second spelling that Kafka has, are left out. */
    static Map<String, Double> of(Collection<? extends Map<MetricName, ? extends Metric>> metrics) {
        Map<String, Double> lag = new TreeMap<>();
        metrics.forEach(all -> all.forEach((name, metric) -> {
            String topic = name.tags().get("topic");
            if (topic != null
                    && name.name().equals("records-lag")
                    && name.group().equals("consumer-fetch-manager-metrics")
                    && TOPICS.contains(topic)
                    && !name.tags().getOrDefault("client-id", "").endsWith("-global-consumer")
                    && metric.metricValue() instanceof Number records
                    && Double.isFinite(records.doubleValue())) {
                lag.merge(topic, records.doubleValue(), Double::sum);
            }
        }));
        return lag;
    }
}
