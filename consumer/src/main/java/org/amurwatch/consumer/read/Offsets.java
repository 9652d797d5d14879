package org.amurwatch.consumer.read;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What {@link CaughtUp} asks of the brokers. */
interface Offsets {

    /**
     * Where topics end now, by partition, records of open transactions included: what an application has written is there
     * before its commit is seen everywhere.
     */
    Map<TopicPartition, Long> highWatermarks(Collection<String> topics);

    /** Up to where readers of committed records can read now, by partition. */
    Map<TopicPartition, Long> readable(Collection<String> topics);

    /** How many records a group still has to process up to {@code ends}. */
    long lag(String groupId, Map<TopicPartition, Long> ends);
}
