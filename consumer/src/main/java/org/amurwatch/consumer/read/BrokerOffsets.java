package org.amurwatch.consumer.read;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.BrokerAnswers;
import org.amurwatch.topic.GroupProgress;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Offsets as the brokers say them. */
final class BrokerOffsets implements Offsets {

    private final Admin admin;
    private final GroupProgress progress;

    BrokerOffsets(Admin admin) {
        this.admin = admin;
        this.progress = new GroupProgress(admin);
    }

    @Override
    public Map<TopicPartition, Long> highWatermarks(Collection<String> topics) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        readable(topics).keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        BrokerAnswers.await(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    @Override
    public Map<TopicPartition, Long> readable(Collection<String> topics) {
        try {
            return progress.endOffsets(topics);
        } catch (UnknownTopicOrPartitionException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The brokers lack one of the topics " + String.join(", ", topics)
                            + ": is this a system of Amur Watch? './amurwatch topics create' makes them.",
                    e);
        }
    }

    @Override
    public long lag(String groupId, Map<TopicPartition, Long> ends) {
        return progress.lag(groupId, ends);
    }
}
