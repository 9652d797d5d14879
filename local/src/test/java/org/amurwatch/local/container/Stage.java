package org.amurwatch.local.container;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.topic.BrokerAnswers;
import org.amurwatch.topic.Connection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.resource.ResourceType;

/**
 * All that the matrix names, there to be tried: each topic with one record, each group with an offset. What somebody was allowed
 * to delete is made again before the next one's turn.
 */
final class Stage {

    private final Connection admin;
    private final SecurityMatrix matrix;

    Stage(Connection admin, SecurityMatrix matrix) {
        this.admin = admin;
        this.matrix = matrix;
    }

    void set() {
        try (Admin brokers = admin.admin();
                Producer<String, byte[]> producer = admin.rawProducer()) {
            Set<String> existing = BrokerAnswers.await(brokers.listTopics().names());
            List<NewTopic> missing = matrix.names(ResourceType.TOPIC).stream()
                    .filter(name -> !existing.contains(name))
                    .map(name -> new NewTopic(name, 1, (short) 1))
                    .toList();
            BrokerAnswers.await(brokers.createTopics(missing).all());
            for (String name : matrix.names(ResourceType.TOPIC)) {
                BrokerAnswers.await(producer.send(new ProducerRecord<>(name, "matrix", new byte[] {1})));
            }
            Map<TopicPartition, OffsetAndMetadata> offset = new HashMap<>();
            offset.put(new TopicPartition(matrix.names(ResourceType.TOPIC).get(0), 0), new OffsetAndMetadata(0));
            for (String group : matrix.names(ResourceType.GROUP)) {
                BrokerAnswers.await(
                        brokers.alterConsumerGroupOffsets(group, offset).all());
            }
        }
    }
}
