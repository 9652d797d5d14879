package org.amurwatch.streams.operation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amurwatch.avro.DeadLetterContext;
import org.amurwatch.avro.Generation;
import org.amurwatch.avro.IntakeBalance;
import org.amurwatch.avro.ReferencePosition;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.serde.DeadLetterHeader;
import org.amurwatch.serde.StoreSerde;
import org.amurwatch.streams.operation.PartitionBalance.Evidence;
import org.amurwatch.topic.BrokerAnswers;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.GroupProgress;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the balance: intake's counters from the changelog of their store, and what really stands in the topics.
 *
 * <p>Counters and committed offsets move in one transaction, but are read one after the other: they are of one moment if
 * nothing was committed in between.
 */
public final class BalanceReader {

    /** Intake's store of counters; its keys are topic-partitions. */
    public static final String STORE = "intake-balance";

    /** What intake reads and nothing deletes: what was sent, and what people saw on it. */
    static final List<String> FIELD_TOPICS =
            List.of(Topics.SIGHTINGS.name(), Topics.POACHING_ALERTS.name(), Topics.REVIEW_VERDICTS.name());

    private final Admin admin;
    private final TopicReader topics;
    private final GroupProgress progress;

    public BalanceReader(Connection connection, Admin admin) {
        this.admin = admin;
        this.topics = new TopicReader(connection);
        this.progress = new GroupProgress(admin);
    }

    /** The balance as it stands now. */
    public Balance read(Generation generation) {
        String application = Generations.decisions(generation);
        Map<TopicPartition, Long> before = progress.committed(application);
        Map<TopicPartition, IntakeBalance> counters = counters(application);
        Map<TopicPartition, Long> committed = progress.committed(application);

        Map<TopicPartition, Long> passed = new TreeMap<>(BalanceReader::byName);
        progress.endOffsets(FIELD_TOPICS).keySet().forEach(partition -> passed.put(partition, 0L));
        counters.keySet().forEach(partition -> passed.put(partition, 0L));
        passed.replaceAll((partition, none) -> committed.getOrDefault(partition, 0L));

        boolean settled = passed.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(before.getOrDefault(entry.getKey(), 0L)));
        return new Balance(
                application, settled, settled ? partitions(generation, counters, passed) : counted(counters, passed));
    }

    /** The counters alone, where looking would compare them with another moment. */
    private static List<PartitionBalance> counted(
            Map<TopicPartition, IntakeBalance> counters, Map<TopicPartition, Long> passed) {
        return passed.keySet().stream()
                .map(partition -> new PartitionBalance(
                        partition.toString(), counter(counters, partition), 0, Evidence.NONE, 0, Evidence.NONE))
                .toList();
    }

    private List<PartitionBalance> partitions(
            Generation generation, Map<TopicPartition, IntakeBalance> counters, Map<TopicPartition, Long> passed) {
        Map<TopicPartition, Long> beginnings = beginnings(passed.keySet());
        Map<TopicPartition, Long> standing = standing(passed);
        TopicPartition deadLetters = new TopicPartition(Topics.DECISIONS_DEAD_LETTERS.name(), 0);
        long deadLettersBegin = beginnings(Set.of(deadLetters)).getOrDefault(deadLetters, 0L);
        @Nullable Long ofThisGeneration = deadLettersFrom(generation);
        Evidence deadLetterEvidence = deadLetterEvidence(ofThisGeneration, deadLettersBegin);
        Map<TopicPartition, Long> found = deadLettersFound(passed, ofThisGeneration == null ? 0 : ofThisGeneration);
        return passed.keySet().stream()
                .map(partition -> new PartitionBalance(
                        partition.toString(),
                        counter(counters, partition),
                        standing.getOrDefault(partition, 0L),
                        // A compacted topic (deployments) holds only the last of what was read.
                        FIELD_TOPICS.contains(partition.topic()) && beginnings.getOrDefault(partition, 0L) == 0
                                ? Evidence.EQUAL
                                : Evidence.AT_MOST,
                        found.getOrDefault(partition, 0L),
                        deadLetterEvidence))
                .toList();
    }

    /**
     * Where the dead letters of this generation begin. A rebuild reads all field topics again, and what can't be used is a
     * dead letter again; so a rebuild notes where the dead letters ended when it began, as one of the positions of {@code
     * began}. Null: a later generation without that note.
     */
    static @Nullable Long deadLettersFrom(Generation generation) {
        for (ReferencePosition position : generation.getBegan()) {
            if (position.getTopic().equals(Topics.DECISIONS_DEAD_LETTERS.name())) {
                return position.getOffset();
            }
        }
        return generation.getNumber() == 1 ? 0L : null;
    }

    static Evidence deadLetterEvidence(@Nullable Long ofThisGeneration, long firstKept) {
        if (ofThisGeneration == null) {
            return firstKept == 0 ? Evidence.AT_LEAST : Evidence.NONE;
        }
        return firstKept <= ofThisGeneration ? Evidence.EQUAL : Evidence.AT_MOST;
    }

    private Map<TopicPartition, IntakeBalance> counters(String application) {
        String changelog = application + "-" + STORE + "-changelog";
        if (!BrokerAnswers.await(admin.listTopics().names()).contains(changelog)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Intake has counted nothing yet: the brokers have no topic " + changelog
                            + ". Is the system running ('./amurwatch status')?");
        }
        Map<TopicPartition, IntakeBalance> counters = new HashMap<>();
        try (Deserializer<IntakeBalance> deserializer =
                StoreSerde.of(IntakeBalance.class).deserializer()) {
            topics.readRaw(
                    changelog,
                    raw -> {
                        if (raw.value() != null) {
                            counters.put(partition(raw.key()), deserializer.deserialize(changelog, raw.value()));
                        }
                    },
                    count -> {});
        }
        return counters;
    }

    private static IntakeBalance counter(Map<TopicPartition, IntakeBalance> counters, TopicPartition partition) {
        return counters.getOrDefault(partition, IntakeBalance.newBuilder().build());
    }

    private Map<TopicPartition, Long> standing(Map<TopicPartition, Long> passed) {
        Map<TopicPartition, Long> standing = new HashMap<>();
        Set<String> names = passed.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        for (String topic : names) {
            topics.readRaw(
                    topic,
                    raw -> {
                        TopicPartition partition = new TopicPartition(topic, raw.partition());
                        if (raw.offset() < passed.getOrDefault(partition, 0L)) {
                            standing.merge(partition, 1L, Long::sum);
                        }
                    },
                    count -> {});
        }
        return standing;
    }

    private Map<TopicPartition, Long> deadLettersFound(Map<TopicPartition, Long> passed, long from) {
        Map<TopicPartition, Set<Long>> offsets = new HashMap<>();
        topics.readRaw(
                Topics.DECISIONS_DEAD_LETTERS.name(),
                raw -> {
                    @Nullable
                    DeadLetterContext context =
                            DeadLetterHeader.read(raw.headers()).orElse(null);
                    if (context == null || raw.offset() < from) {
                        return;
                    }
                    TopicPartition origin = new TopicPartition(context.getTopic(), context.getPartition());
                    if (context.getOffset() < passed.getOrDefault(origin, 0L)) {
                        offsets.computeIfAbsent(origin, none -> new HashSet<>()).add(context.getOffset());
                    }
                },
                count -> {});
        return offsets.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry ->
                (long) entry.getValue().size()));
    }

    private Map<TopicPartition, Long> beginnings(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.earliest()));
        return BrokerAnswers.await(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** The inverse of {@link TopicPartition#toString()}. */
    static TopicPartition partition(String name) {
        int dash = name.lastIndexOf('-');
        return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
    }

    private static int byName(TopicPartition left, TopicPartition right) {
        int byTopic = left.topic().compareTo(right.topic());
        return byTopic != 0 ? byTopic : Integer.compare(left.partition(), right.partition());
    }
}
