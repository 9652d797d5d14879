package org.amurwatch.bench.importspeed;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.amurwatch.topic.BrokerAnswers;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/** A topic with as many partitions as the field topic has, for records that mean nothing; deleted in the end. */
final class ScratchTopic implements AutoCloseable {

    private final Admin admin;
    private final String name;

    private ScratchTopic(Admin admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    static ScratchTopic create(Connection connection) {
        Admin admin = connection.admin();
        try {
            String like = Topics.POACHING_ALERTS.name();
            TopicDescription field = Objects.requireNonNull(
                    BrokerAnswers.await(admin.describeTopics(List.of(like)).allTopicNames())
                            .get(like),
                    "The brokers described another topic.");
            String name = "bench-import-speed-" + UUID.randomUUID();
            BrokerAnswers.await(admin.createTopics(List.of(
                            new NewTopic(name, Optional.of(field.partitions().size()), Optional.empty())))
                    .all());
            return new ScratchTopic(admin, name);
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        try (admin) {
            BrokerAnswers.await(admin.deleteTopics(List.of(name)).all());
        }
    }
}
