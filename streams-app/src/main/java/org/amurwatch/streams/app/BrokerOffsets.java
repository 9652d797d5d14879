package org.amurwatch.streams.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.GroupProgress;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What the brokers say of topics and groups, asked again and again by one thread. */
final class BrokerOffsets implements InputWatermark.Offsets, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** An empty answer may only mean that the brokers were slow: so often nothing, and it is taken up the next time. */
    private static final int MOST_POLLS = 5;

    private final Admin admin;
    private final Consumer<String, byte[]> consumer;
    private final GroupProgress progress;

    BrokerOffsets(Connection connection) {
        this.admin = connection.admin();
        this.consumer = connection.rawConsumer();
        this.progress = new GroupProgress(admin);
    }

    @Override
    public Map<TopicPartition, Long> ends(Set<String> topics) {
        return progress.endOffsets(topics);
    }

    @Override
    public Map<TopicPartition, Long> committed(String groupId) {
        return progress.committed(groupId);
    }

    @Override
    public Map<TopicPartition, Long> emptyUpTo(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        consumer.assign(from.keySet());
        consumer.beginningOffsets(from.keySet())
                .forEach((partition, begin) ->
                        consumer.seek(partition, Math.max(begin, from.getOrDefault(partition, 0L))));
        Set<TopicPartition> open = new HashSet<>(from.keySet());
        Map<TopicPartition, Long> empty = new HashMap<>();
        for (int polls = 0; polls < MOST_POLLS && !open.isEmpty(); polls++) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            open.removeAll(records.partitions());
            open.removeIf(partition -> {
                long position = consumer.position(partition);
                empty.put(partition, position);
                return position >= ends.getOrDefault(partition, 0L);
            });
        }
        empty.keySet().removeAll(open);
        consumer.unsubscribe();
        return empty;
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
