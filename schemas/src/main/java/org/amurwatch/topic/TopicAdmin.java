package org.amurwatch.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/** Creates the topics of the catalogue, and says how the brokers' topics differ from it. */
public final class TopicAdmin {

    private final Admin admin;

    public TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * Creates those of these topics that do not exist yet.
     *
     * @return names of the created ones
     * @throws CommandFailure if a topic exists with another number of partitions: it is fixed at creation, since it says
     *     which task holds which state
     */
    public List<String> create(
            Collection<Topic<?>> topics, int partitions, short replicationFactor, boolean flushEachRecord) {
        Set<String> existing = existingNames();
        List<NewTopic> missing = new ArrayList<>();
        for (Topic<?> topic : topics) {
            if (!existing.contains(topic.name())) {
                missing.add(new NewTopic(topic.name(), topic.partitioned() ? partitions : 1, replicationFactor)
                        .configs(settings(topic, replicationFactor, flushEachRecord)));
            }
        }
        BrokerAnswers.await(admin.createTopics(missing).all());
        checkPartitions(topics, partitions);
        return missing.stream().map(NewTopic::name).toList();
    }

    /**
     * Kafka's settings of a topic, on so many brokers. With three copies, a record is acknowledged when two have it: one broker may
     * be away, and nothing is lost with it.
     */
    public static Map<String, String> settings(Topic<?> topic, short replicationFactor, boolean flushEachRecord) {
        Map<String, String> settings = new HashMap<>(topic.settings(flushEachRecord));
        if (replicationFactor >= 3) {
            settings.put("min.insync.replicas", "2");
        }
        return settings;
    }

    /** The partition count that the existing topics of the catalogue share. */
    public int partitions() {
        TopicDescription sightings = describe().get(Topics.SIGHTINGS.name());
        if (sightings == null) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The brokers have no topic " + Topics.SIGHTINGS.name()
                            + ": run './amurwatch topics create' first.");
        }
        return sightings.partitions().size();
    }

    /** The catalogue's topics that exist, by name. */
    public Map<String, TopicDescription> describe() {
        Set<String> existing = existingNames();
        List<String> names = Topics.all().stream()
                .map(Topic::name)
                .filter(existing::contains)
                .toList();
        return BrokerAnswers.await(admin.describeTopics(names).allTopicNames());
    }

    private Set<String> existingNames() {
        return BrokerAnswers.await(admin.listTopics().names());
    }

    private void checkPartitions(Collection<Topic<?>> topics, int partitions) {
        Map<String, TopicDescription> described = describe();
        for (Topic<?> topic : topics) {
            int expected = topic.partitioned() ? partitions : 1;
            TopicDescription found = described.get(topic.name());
            if (found != null && found.partitions().size() != expected) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "Topic " + topic.name() + " has " + found.partitions().size() + " partitions, expected "
                                + expected
                                + ". The number is fixed when a system is made: start with the number it was made with,"
                                + " or begin a new system.");
            }
        }
    }
}
