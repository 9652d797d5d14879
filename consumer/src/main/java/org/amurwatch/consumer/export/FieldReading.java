package org.amurwatch.consumer.export;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Territory;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.RegistryOutage;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads what people and devices said, from the beginning up to given offsets, into the index. An interrupted reading goes on where
 * the index is.
 */
final class FieldReading {

    /** What an export is made of: the truth, which is kept for good, and reference data as they are. */
    static final List<Topic<?>> TOPICS = List.of(
            Topics.SIGHTINGS,
            Topics.POACHING_ALERTS,
            Topics.REVIEW_VERDICTS,
            Topics.DEPLOYMENTS,
            Topics.TERRITORIES,
            Topics.INDIVIDUALS);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int ASK_AFTER_EMPTY = 20;

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Decoders decoders;
    private final ExportProgress progress;
    private long unusable;

    FieldReading(Supplier<Consumer<String, byte[]>> consumers, RegistrySerdes serdes, ExportProgress progress) {
        this.consumers = consumers;
        this.decoders = new Decoders(serdes);
        this.progress = progress;
    }

    /** Where the topics end now. */
    ExportOffsets ends() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            return ExportOffsets.of(consumer.endOffsets(partitions(consumer)));
        }
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic<?> topic : TOPICS) {
            consumer.partitionsFor(topic.name())
                    .forEach(info -> partitions.add(new TopicPartition(topic.name(), info.partition())));
        }
        return partitions;
    }

    /**
     * Reads up to the offsets; answers how many records could not be used.
     *
     * @throws CommandFailure (wrong usage) if they are none of these topics
     */
    long read(ExportOffsets offsets, ExportIndex index) {
        Map<TopicPartition, Long> ends = offsets.byPartition();
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions = partitions(consumer);
            check(ends, partitions, consumer.endOffsets(partitions));
            consumer.assign(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> known = index.offsets();
            long toRead = 0;
            for (TopicPartition partition : partitions) {
                long from = known.getOrDefault(partition, begins.getOrDefault(partition, 0L));
                consumer.seek(partition, from);
                toRead += Math.max(0, ends.getOrDefault(partition, 0L) - from);
            }
            progress.begin("Reading", toRead);
            int empty = 0;
            while (!reached(consumer, ends)) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                empty = records.isEmpty() ? empty + 1 : 0;
                if (empty == ASK_AFTER_EMPTY) {
                    // A poll never says that the brokers are away; this does.
                    consumer.endOffsets(partitions);
                    empty = 0;
                }
                take(records, ends, index);
            }
            progress.end();
        }
        return unusable;
    }

    private static void check(
            Map<TopicPartition, Long> ends, List<TopicPartition> partitions, Map<TopicPartition, Long> present) {
        for (TopicPartition partition : partitions) {
            Long end = ends.get(partition);
            if (end == null) {
                throw CommandFailure.usage("The offsets say nothing of " + partition
                        + ": they are of another system, or of one that had other partitions.");
            }
            if (end > present.getOrDefault(partition, 0L)) {
                throw CommandFailure.usage("The offsets say that " + partition + " ends at " + end
                        + "; here it ends at " + present.get(partition) + ": they are of another system.");
            }
        }
        for (TopicPartition partition : ends.keySet()) {
            if (!partitions.contains(partition)) {
                throw CommandFailure.usage("The offsets name " + partition + ", which there is none of here.");
            }
        }
    }

    private static boolean reached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** What one poll brings, and how far it was read: both or neither. */
    private void take(ConsumerRecords<String, byte[]> records, Map<TopicPartition, Long> ends, ExportIndex index) {
        if (records.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> read = new HashMap<>();
        try (ExportIndex.Writing writing = index.write()) {
            Statements statements = new Statements(writing);
            for (ConsumerRecord<String, byte[]> raw : records) {
                TopicPartition partition = new TopicPartition(raw.topic(), raw.partition());
                if (raw.offset() < ends.getOrDefault(partition, 0L)) {
                    if (!isTaken(raw, statements, writing)) {
                        unusable++;
                    }
                    read.put(partition, raw.offset() + 1);
                }
            }
            read.forEach(writing::putOffset);
            writing.done();
        }
        progress.advance(records.count());
    }

    private boolean isTaken(ConsumerRecord<String, byte[]> raw, Statements statements, ExportIndex.Writing writing) {
        try {
            return raw.key() != null && decoders.give(raw, statements, writing);
        } catch (RuntimeException e) { // Not only Kafka's: bytes that end too early fail with Java's own.
            if (e instanceof CommandFailure || RegistryOutage.isBehind(e)) {
                throw e;
            }
            return false;
        }
    }

    /** Reads values by the topics that they stand in. */
    private static final class Decoders {

        private final Deserializer<Sighting> sightings;
        private final Deserializer<PoachingAlert> alerts;
        private final Deserializer<ReviewVerdict> verdicts;
        private final Deserializer<Deployment> deployments;
        private final Deserializer<Territory> territories;
        private final Deserializer<Individual> individuals;

        Decoders(RegistrySerdes serdes) {
            this.sightings = serdes.deserializer(Topics.SIGHTINGS);
            this.alerts = serdes.deserializer(Topics.POACHING_ALERTS);
            this.verdicts = serdes.deserializer(Topics.REVIEW_VERDICTS);
            this.deployments = serdes.deserializer(Topics.DEPLOYMENTS);
            this.territories = serdes.deserializer(Topics.TERRITORIES);
            this.individuals = serdes.deserializer(Topics.INDIVIDUALS);
        }

        boolean give(ConsumerRecord<String, byte[]> raw, Statements statements, ExportIndex.Writing writing) {
            String topic = raw.topic();
            Instant receivedAt = Instant.ofEpochMilli(raw.timestamp());
            if (topic.equals(Topics.TERRITORIES.name())) {
                writing.put(raw.key(), raw.value() == null ? null : territories.deserialize(topic, raw.value()));
                return true;
            }
            if (topic.equals(Topics.INDIVIDUALS.name())) {
                writing.put(raw.key(), raw.value() == null ? null : individuals.deserialize(topic, raw.value()));
                return true;
            }
            if (topic.equals(Topics.DEPLOYMENTS.name()) && raw.value() == null) {
                writing.put(raw.key(), (Deployment) null);
                return true;
            }
            if (raw.value() == null) {
                return false;
            }
            if (topic.equals(Topics.DEPLOYMENTS.name())) {
                return statements.take(raw.key(), deployments.deserialize(topic, raw.value()));
            }
            if (topic.equals(Topics.SIGHTINGS.name())) {
                return statements.take(raw.key(), sightings.deserialize(topic, raw.value()), receivedAt);
            }
            return topic.equals(Topics.POACHING_ALERTS.name())
                    ? statements.take(raw.key(), alerts.deserialize(topic, raw.value()), receivedAt)
                    : statements.take(raw.key(), verdicts.deserialize(topic, raw.value()), raw.offset(), receivedAt);
        }
    }
}
