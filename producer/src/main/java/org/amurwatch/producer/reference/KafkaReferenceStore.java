package org.amurwatch.producer.reference;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.amurwatch.avro.ReferenceApplied;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.RecordPublisher;
import org.amurwatch.producer.reference.AppliedPositions.Place;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reference data in its topics; applied means that the instances of "decisions" have reported it. */
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
        String application = Generations.decisions(Generations.current(connection));
        AppliedPositions applied = new AppliedPositions(application);
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
                SortedSet<String> running = instances.of(application);
                for (ConsumerRecord<String, byte[]> report : consumer.poll(POLL)) {
                    if (report.value() != null) {
                        applied.add(deserializer.deserialize(report.topic(), report.value()));
                    }
                }
                SortedSet<String> behind = applied.behind(running, wanted);
                if (behind.isEmpty()) {
                    return running;
                }
                if (System.nanoTime() - deadline >= 0) {
                    throw new CommandFailure(
                            ExitCode.FAILED,
                            "The records are published to " + topic + ", but after " + timeout.toSeconds()
                                    + " s streams-app does not say that it works with them (instances "
                                    + String.join(", ", behind)
                                    + "): see its log and './amurwatch status'. They will be applied once it goes on;"
                                    + " wait longer with --timeout.");
                }
            }
        }
    }
}
