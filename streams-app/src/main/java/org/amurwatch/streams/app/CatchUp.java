package org.amurwatch.streams.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.GroupProgress;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Whether an application has processed what its topics held when it came up. Once it has, it stays so: later lag is load,
 * which the metrics show.
 */
public final class CatchUp {

    private final Connection connection;
    private final String groupId;
    private final Set<String> topics;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private @Nullable Boolean done;

    /** @param topics those that the application reads */
    public CatchUp(Connection connection, String groupId, Set<String> topics) {
        this.connection = connection;
        this.groupId = groupId;
        this.topics = topics;
    }

    /** Looks where the application is; to be called now and then by one thread, until it answers true. */
    public boolean check() {
        if (Boolean.TRUE.equals(done)) {
            return true;
        }
        try (Admin admin = connection.admin();
                Consumer<String, byte[]> consumer = connection.rawConsumer()) {
            GroupProgress progress = new GroupProgress(admin);
            if (done == null) {
                ends.putAll(progress.endOffsets(topics));
            }
            Map<TopicPartition, Long> committed = progress.committed(groupId);
            ends.entrySet().removeIf(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
            done = ends.isEmpty() || nothingLeft(consumer, committed);
            return done;
        }
    }

    /**
     * A group commits no position behind the markers of transactions at the end of a partition, nor in one whose records
     * were all deleted, so that what is left may be nothing.
     */
    private boolean nothingLeft(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> committed) {
        List<TopicPartition> partitions = new ArrayList<>(ends.keySet());
        consumer.assign(partitions);
        consumer.beginningOffsets(partitions)
                .forEach((partition, begin) ->
                        consumer.seek(partition, Math.max(begin, committed.getOrDefault(partition, 0L))));
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (!consumer.poll(Duration.ofMillis(500)).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
