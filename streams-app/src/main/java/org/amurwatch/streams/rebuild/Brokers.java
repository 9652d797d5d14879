package org.amurwatch.streams.rebuild;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amurwatch.topic.BrokerAnswers;
import org.amurwatch.topic.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Topics, groups and offsets on the brokers, as a rebuild needs them. */
final class Brokers {

    private static final Logger LOG = LoggerFactory.getLogger(Brokers.class);

    private final Admin admin;

    Brokers(Admin admin) {
        this.admin = admin;
    }

    /** What a group has committed for good: an open transaction is waited out. */
    Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> found = BrokerAnswers.await(admin.listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec()),
                        new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata(group));
        found.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset);
            }
        });
        return committed;
    }

    /** Where a group stands. */
    Map<TopicPartition, Long> positions(String group) {
        return committed(group).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    void setOffsets(String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (!offsets.isEmpty()) {
            BrokerAnswers.await(admin.alterConsumerGroupOffsets(group, offsets).all());
        }
    }

    /** Where the partitions of a topic end, whether committed or not. */
    Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions(topic); partition++) {
            asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return BrokerAnswers.await(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Whether nobody is in the group. */
    boolean isEmpty(String group) {
        Optional<GroupState> state = state(group);
        return state.isEmpty() || state.get() == GroupState.EMPTY || state.get() == GroupState.DEAD;
    }

    /** Whether its members have shared out their work. */
    boolean isStable(String group) {
        return state(group).filter(GroupState.STABLE::equals).isPresent();
    }

    private Optional<GroupState> state(String group) {
        try {
            return BrokerAnswers.await(
                            admin.describeConsumerGroups(List.of(group)).all())
                    .values()
                    .stream()
                    .map(ConsumerGroupDescription::groupState)
                    .findFirst();
        } catch (GroupIdNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Creates a copy of a topic of the catalogue under another name. */
    void createLike(Collection<? extends Topic<?>> topics, Function<Topic<?>, String> name) {
        List<NewTopic> copies = new ArrayList<>();
        for (Topic<?> topic : topics) {
            Map<String, String> settings = new HashMap<>(topic.settings(false));
            // They hold events of all years at once: a retention would delete old ones before they are read.
            settings.put("retention.ms", "-1");
            copies.add(new NewTopic(name.apply(topic), Optional.of(partitions(topic.name())), Optional.empty())
                    .configs(settings));
        }
        BrokerAnswers.await(admin.createTopics(copies).all());
    }

    private int partitions(String topic) {
        return BrokerAnswers.await(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .mapToInt(description -> description.partitions().size())
                .sum();
    }

    /** Deletes groups and all topics whose names begin so; answers how many topics. Those that are gone are no failure. */
    int delete(Collection<String> groups, Collection<String> topicPrefixes) {
        for (String group : groups) {
            try {
                BrokerAnswers.await(admin.deleteConsumerGroups(List.of(group)).all());
            } catch (GroupIdNotFoundException e) {
                LOG.debug("Group {} was gone already", group);
            }
        }
        List<String> topics = BrokerAnswers.await(admin.listTopics().names()).stream()
                .filter(name -> topicPrefixes.stream().anyMatch(name::startsWith))
                .toList();
        for (String topic : topics) {
            try {
                BrokerAnswers.await(admin.deleteTopics(List.of(topic)).all());
            } catch (UnknownTopicOrPartitionException e) {
                LOG.debug("Topic {} was gone already", topic);
            }
        }
        return topics.size();
    }
}
