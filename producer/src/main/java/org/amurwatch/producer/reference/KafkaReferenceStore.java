package org.amurwatch.producer.reference;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.amurwatch.avro.Generation;
import org.amurwatch.avro.ReferenceApplied;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.RecordPublisher;
import org.amurwatch.producer.reference.AppliedPositions.Place;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.RunningInstances;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reference data in its topics; applied means that the instances of "decisions" and "records" that work with a topic have
 * reported it.
 */
public final class KafkaReferenceStore implements ReferenceStore {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Connection connection;
    private final Clock clock;

    public KafkaReferenceStore(Connection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    @Override
    public <V extends SpecificRecord> Map<String, V> read(Topic<V> topic) {
        Map<String, V> records = new TreeMap<>();
        new TopicReader(connection).read(topic, (raw, value) -> {
            if (raw.value() == null) {
                records.remove(raw.key());
            } else {
                records.put(raw.key(), value);
            }
        });
        return records;
    }

    @Override
    public <V extends SpecificRecord> Set<String> load(Topic<V> topic, Map<String, V> records, Duration timeout) {
        return awaitApplied(topic.name(), publish(topic, records), timeout);
    }

    private <V extends SpecificRecord> Map<Place, Long> publish(Topic<V> topic, Map<String, V> records) {
        Map<Place, Long> lastOffsets = new ConcurrentHashMap<>();
        try (RecordPublisher publisher = new RecordPublisher(connection, clock)) {
            records.forEach((key, value) -> publisher.send(
                    topic,
                    key,
                    value,
                    sent -> lastOffsets.merge(new Place(sent.topic(), sent.partition()), sent.offset(), Math::max)));
            publisher.flush();
        }
        return lastOffsets;
    }

    private Set<String> awaitApplied(String topic, Map<Place, Long> wanted, Duration timeout) {
        Generation generation = Generations.current(connection);
        Map<String, AppliedPositions> applications = new LinkedHashMap<>();
        for (String application : List.of(Generations.decisions(generation), Generations.records(generation))) {
            applications.put(application, new AppliedPositions(application));
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Admin admin = connection.admin();
                Consumer<String, byte[]> consumer = connection.rawConsumer();
                Deserializer<ReferenceApplied> deserializer =
                        connection.serdes().deserializer(Topics.REFERENCE_APPLIED)) {
            RunningInstances instances = new RunningInstances(admin);
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.REFERENCE_APPLIED.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                Map<String, Set<String>> running = new HashMap<>();
                applications.keySet().forEach(name -> running.put(name, instances.of(name)));
                for (ConsumerRecord<String, byte[]> report : consumer.poll(POLL)) {
                    if (report.value() != null) {
                        ReferenceApplied applied = deserializer.deserialize(report.topic(), report.value());
                        applications.values().forEach(positions -> positions.add(applied));
                    }
                }
                SortedSet<String> behind = new TreeSet<>();
                List<Set<String>> working = new ArrayList<>();
                applications.forEach((name, positions) -> {
                    Set<String> those = positions.workingWith(topic, Objects.requireNonNull(running.get(name)));
                    working.add(those);
                    behind.addAll(positions.behind(those, wanted));
                });
                if (behind.isEmpty()) {
                    // Each process runs one instance of either application: one of them is enough to count processes.
                    return working.stream()
                            .filter(those -> !those.isEmpty())
                            .findFirst()
                            .orElse(Set.of());
                }
                if (System.nanoTime() - deadline >= 0) {
                    throw late(topic, timeout, behind);
                }
            }
        }
    }

    private static CommandFailure late(String topic, Duration timeout, SortedSet<String> behind) {
        return new CommandFailure(
                ExitCode.FAILED,
                "The records are published to " + topic + ", but after " + timeout.toSeconds()
                        + " s streams-app does not say that it works with them (instances "
                        + String.join(", ", behind)
                        + "): see its log and './amurwatch status'. They will be applied once it goes on;"
                        + " wait longer with --timeout.");
    }
}
