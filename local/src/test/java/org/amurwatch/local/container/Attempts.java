package org.amurwatch.local.container;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.amurwatch.topic.BrokerAnswers;
import org.amurwatch.topic.Connection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * One principal that really tries all there is to try, with real clients. What can be asked without being done is only asked
 * ({@code validateOnly}); the rest is done. An answer that is neither yes nor "not authorized" is an error of the test.
 */
final class Attempts implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final String BROKER = "1";

    private final String principal;
    private final Admin admin;
    private final Consumer<String, byte[]> consumer;
    private final Producer<String, byte[]> producer;
    private final Set<Access> succeeded = new TreeSet<>();

    Attempts(Connection connection, String principal) {
        this.principal = principal;
        this.admin = connection.admin();
        this.consumer = connection.rawConsumer();
        Map<String, Object> settings = connection.clientSettings();
        // An idempotent producer asks for more; whoever may not write without it may not write.
        settings.put("enable.idempotence", false);
        settings.put("acks", "all");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Tries everything; answers what worked. */
    Set<Access> all(SecurityMatrix matrix) {
        topics(matrix.names(ResourceType.TOPIC));
        groups(
                matrix.names(ResourceType.GROUP),
                matrix.names(ResourceType.TOPIC).get(0));
        transactions(matrix.names(ResourceType.TRANSACTIONAL_ID));
        matrix.names(ResourceType.CLUSTER).forEach(this::cluster);
        return succeeded;
    }

    private void topics(List<String> names) {
        admin.describeTopics(names)
                .topicNameValues()
                .forEach((name, answer) -> attempt(topic(name, AclOperation.DESCRIBE), answer));
        names.forEach(name -> attempt(topic(name, AclOperation.WRITE), () -> write(name)));
        names.forEach(name -> attempt(topic(name, AclOperation.READ), () -> read(name)));
        for (String name : names) {
            ConfigResource configs = new ConfigResource(ConfigResource.Type.TOPIC, name);
            attempt(topic(name, AclOperation.DESCRIBE_CONFIGS), seen(configs));
            attempt(topic(name, AclOperation.ALTER_CONFIGS), altered(configs, "retention.ms"));
        }
        admin.createTopics(
                        names.stream()
                                .map(name -> new NewTopic(name, 1, (short) 1))
                                .toList(),
                        new CreateTopicsOptions().validateOnly(true))
                .values()
                .forEach((name, answer) ->
                        attempt(topic(name, AclOperation.CREATE), answer, TopicExistsException.class));
        for (String name : names) {
            attempt(
                    topic(name, AclOperation.ALTER),
                    admin.createPartitions(
                                    Map.of(name, NewPartitions.increaseTo(1)),
                                    new CreatePartitionsOptions().validateOnly(true))
                            .all(),
                    InvalidPartitionsException.class);
        }
        // Nothing else comes after it: it is done.
        admin.deleteTopics(names)
                .topicNameValues()
                .forEach((name, answer) -> attempt(topic(name, AclOperation.DELETE), answer));
    }

    private void write(String topic) {
        BrokerAnswers.await(producer.send(new ProducerRecord<>(topic, "matrix", new byte[] {2})));
    }

    private void read(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seek(partition, 0);
        Instant end = Instant.now().plus(ANSWER);
        while (consumer.poll(Duration.ofMillis(200)).isEmpty()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(principal + " was neither given nor refused a record of " + topic);
            }
        }
    }

    private void groups(List<String> names, String topic) {
        for (String name : names) {
            attempt(
                    group(name, AclOperation.DESCRIBE),
                    admin.listConsumerGroupOffsets(name).all());
            attempt(group(name, AclOperation.READ), () -> commit(name, topic));
            attempt(
                    group(name, AclOperation.DELETE),
                    admin.deleteConsumerGroups(List.of(name)).all(),
                    GroupIdNotFoundException.class);
        }
    }

    /** A commit is about a topic too; whoever fails at that alone may use the group. */
    private void commit(String group, String topic) {
        try {
            BrokerAnswers.await(admin.alterConsumerGroupOffsets(
                            group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0)))
                    .all());
        } catch (GroupAuthorizationException e) {
            throw e;
        } catch (TopicAuthorizationException e) {
            // The group was not refused.
        }
    }

    private void transactions(List<String> ids) {
        for (String id : ids) {
            attempt(
                    new Access(principal, ResourceType.TRANSACTIONAL_ID, id, AclOperation.DESCRIBE),
                    admin.describeTransactions(List.of(id)).all(),
                    TransactionalIdNotFoundException.class);
            attempt(
                    new Access(principal, ResourceType.TRANSACTIONAL_ID, id, AclOperation.WRITE),
                    admin.fenceProducers(List.of(id)).all());
        }
    }

    private void cluster(String name) {
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, BROKER);
        attempt(
                cluster(name, AclOperation.DESCRIBE),
                admin.describeLogDirs(List.of(Integer.valueOf(BROKER))).allDescriptions());
        attempt(
                cluster(name, AclOperation.CREATE),
                admin.createTopics(
                                List.of(new NewTopic("no.such.topic", 1, (short) 1)),
                                new CreateTopicsOptions().validateOnly(true))
                        .all());
        AclBindingFilter nobody = new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter("User:nobody", null, AclOperation.ANY, AclPermissionType.ANY));
        attempt(
                cluster(name, AclOperation.ALTER),
                admin.deleteAcls(List.of(nobody)).all());
        attempt(cluster(name, AclOperation.ALTER_CONFIGS), altered(broker, "log.cleaner.backoff.ms"));
        attempt(cluster(name, AclOperation.DESCRIBE_CONFIGS), seen(broker));
    }

    private Future<?> seen(ConfigResource resource) {
        return admin.describeConfigs(List.of(resource)).all();
    }

    private Future<?> altered(ConfigResource resource, String setting) {
        return admin.incrementalAlterConfigs(
                        Map.of(
                                resource,
                                List.of(new AlterConfigOp(
                                        new ConfigEntry(setting, "86400000"), AlterConfigOp.OpType.SET))),
                        new AlterConfigsOptions().validateOnly(true))
                .all();
    }

    private Access topic(String name, AclOperation operation) {
        return new Access(principal, ResourceType.TOPIC, name, operation);
    }

    private Access group(String name, AclOperation operation) {
        return new Access(principal, ResourceType.GROUP, name, operation);
    }

    private Access cluster(String name, AclOperation operation) {
        return new Access(principal, ResourceType.CLUSTER, name, operation);
    }

    @SafeVarargs
    private void attempt(Access access, Future<?> answer, Class<? extends ApiException>... afterwards) {
        attempt(access, () -> BrokerAnswers.await(answer), afterwards);
    }

    /** @param afterwards what brokers answer only to those who may */
    @SafeVarargs
    private void attempt(Access access, Runnable deed, Class<? extends ApiException>... afterwards) {
        try {
            deed.run();
            succeeded.add(access);
        } catch (AuthorizationException e) {
            // Refused.
        } catch (RuntimeException e) {
            if (List.of(afterwards).contains(e.getClass())) {
                succeeded.add(access);
            } else {
                throw new AssertionError(access + " was neither allowed nor refused: " + e, e);
            }
        }
    }

    @Override
    public void close() {
        producer.close(ANSWER);
        consumer.close();
        admin.close(ANSWER);
    }
}
