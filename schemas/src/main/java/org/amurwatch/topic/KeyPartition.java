package org.amurwatch.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** The partition that a key belongs to: Kafka's own rule for keyed records, by which all of our records are written. */
public final class KeyPartition {

    private KeyPartition() {}

    /** @param partitions how many the topic has */
    public static TopicPartition of(String topic, String key, int partitions) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return new TopicPartition(topic, Utils.toPositive(Utils.murmur2(bytes)) % partitions);
    }
}
