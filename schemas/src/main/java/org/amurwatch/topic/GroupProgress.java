package org.amurwatch.topic;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How far a group has come in topics. */
public final class GroupProgress {

    private final Admin admin;

    public GroupProgress(Admin admin) {
        this.admin = admin;
    }

    /** Where topics end now (for transactional topics: the end of what is committed), by partition. */
    public Map<TopicPartition, Long> endOffsets(Collection<String> topics) {
        Set<TopicPartition> partitions = new HashSet<>();
        BrokerAnswers.await(admin.describeTopics(topics).allTopicNames())
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(topic.name(), partition.partition()))));
        return endOffsets(partitions);
    }

    /** As {@link #endOffsets(Collection)}, where the partitions are known. */
    public Map<TopicPartition, Long> endOffsets(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return BrokerAnswers.await(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** What the group has committed, by partition; partitions without a commit are absent. */
    public Map<TopicPartition, Long> committed(String groupId) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets =
                BrokerAnswers.await(admin.listConsumerGroupOffsets(groupId).partitionsToOffsetAndMetadata());
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    /** How many records the group still has to process up to {@code ends}; 0 once it has passed them all. */
    public long lag(String groupId, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> committed = committed(groupId);
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }
}
