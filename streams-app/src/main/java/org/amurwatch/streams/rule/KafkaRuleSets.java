package org.amurwatch.streams.rule;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The sets of rules in their topic. */
final class KafkaRuleSets implements RuleSets {

    private final Connection connection;

    KafkaRuleSets(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<RuleSet> read() {
        return new TopicReader(connection).current(Topics.RULES);
    }

    @Override
    public void publish(RuleSet set) {
        String key = set.getName() + "/" + set.getVersion();
        try (Producer<String, RuleSet> producer = connection.producer(Topics.RULES)) {
            producer.send(new ProducerRecord<>(Topics.RULES.name(), key, set)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The rules " + key + " were not published.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Interrupted before the brokers had the rules " + key + ": see './amurwatch rules show'.",
                    e);
        }
    }
}
