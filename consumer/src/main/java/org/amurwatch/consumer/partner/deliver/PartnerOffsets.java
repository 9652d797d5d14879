package org.amurwatch.consumer.partner.deliver;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a partner's group has come: up to the first event that waits in the lane, of each partition. Marks of transactions and
 * what is of other agreements are passed. For the worker's thread.
 */
final class PartnerOffsets {

    private final Consumer<?, ?> consumer;
    private final PartnerLane lane;
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

    PartnerOffsets(Consumer<?, ?> consumer, PartnerLane lane) {
        this.consumer = consumer;
        this.lane = lane;
    }

    /** Commits what is new. */
    void commit() {
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            OffsetAndMetadata passed = new OffsetAndMetadata(passed(partition));
            if (!passed.equals(committed.get(partition))) {
                done.put(partition, passed);
            }
        }
        if (!done.isEmpty()) {
            consumer.commitSync(done);
            committed.putAll(done);
        }
    }

    /** These are read elsewhere from now on. */
    void forget(Collection<TopicPartition> revoked) {
        committed.keySet().removeAll(revoked);
    }

    /** Records that are still to be passed, of those partitions that this process reads. */
    long lag() {
        Set<TopicPartition> assigned = consumer.assignment();
        return consumer.endOffsets(assigned).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - passed(end.getKey())))
                .sum();
    }

    private long passed(TopicPartition partition) {
        return lane.firstOffset(partition.toString()).orElseGet(() -> consumer.position(partition));
    }
}
